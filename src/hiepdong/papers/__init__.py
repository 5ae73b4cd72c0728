"""Official papers in the form of Decree 30/2020/NĐ-CP: composed as data, set as PDF and as DOCX."""
