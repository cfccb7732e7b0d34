"""From a workbook to a form, or to the cells in which it is wrong."""
