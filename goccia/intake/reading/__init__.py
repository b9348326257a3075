"""Files into rows: CSV of any Italian Excel, XLSX, XLS and the HTML tables that call themselves XLS.

Owns finding out what a file is, where its header lies and which rows are records; memory stays bounded
whatever the file. Pure: no database; `FileProblem` is the only thing that a bad file raises.
"""
