"use strict";
// What site.js does for pages of the site, for a graph that is one file: its language, and where the site stands.
const kgSite = (() => {
  const root = document.documentElement;
  let language = new URLSearchParams(location.search).get("lang") || "zh";
  const translate = () => {
    root.dataset.language = language;
    root.lang = language === "en" ? "en" : "zh-Hans";
    for (const name of ["placeholder", "aria-label"]) {
      for (const element of document.querySelectorAll(`[data-en-${name}]`)) {
        const own = `data-zh-${name}`;
        if (!element.hasAttribute(own)) element.setAttribute(own, element.getAttribute(name));
        element.setAttribute(name, element.getAttribute(language === "en" ? `data-en-${name}` : own));
      }
    }
    const button = document.getElementById("language");
    button.textContent = language === "en" ? "中文" : "English";
    button.lang = language === "en" ? "zh-Hans" : "en";
  };
  document.getElementById("language").addEventListener("click", () => {
    language = language === "en" ? "zh" : "en";
    translate();
    document.dispatchEvent(new Event("kg-language"));
  });
  translate();
  return { home: document.getElementById("main").dataset.home, language: () => language };
})();
