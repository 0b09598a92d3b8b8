import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.FileDocumentSource;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.profiles.Profiles;

/**
 * Says for each Turtle file, which it takes alone, how many classes it declares and in what it leaves the profile
 * OWL 2 DL: lines of file name, tab, "classes" or "violation", tab, the number or the violation.
 */
public final class ProfileCheck {
    public static void main(String[] paths) throws Exception {
        for (String path : paths) {
            FileDocumentSource source = new FileDocumentSource(new File(path), new TurtleDocumentFormat());
            OWLOntology ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(source);
            String name = new File(path).getName();
            System.out.println(name + "\tclasses\t" + ontology.classesInSignature().count());
            for (OWLProfileViolation violation : Profiles.OWL2_DL.checkOntology(ontology).getViolations()) {
                System.out.println(name + "\tviolation\t" + violation.toString().replace('\n', ' '));
            }
        }
    }
}
