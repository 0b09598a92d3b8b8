"""What is Chinese and not education: closed word classes and the grammar of dates, numbers, clauses and names."""
