"""An archive in the tables of LanceDB: for those who keep such tables already."""
