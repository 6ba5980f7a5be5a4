"""What Swedish words have to do with each other: everyday and official names, parts of compounds, misspellings."""
