"""The check of a dossier before the county's review (卷宗自查): rules, questions, score, sampling.

Pure: services/review_facts.py reads a case into ReviewFacts, everything here reads that. A rule is
one line of a table: what it asks for, how grave it is, its source, where it is mended, and a
function that finds it. What a rule finds lowers the score of its aspect; questions of plausibility
(questions.py) never do: they are asked of the author, before somebody else asks.
"""
