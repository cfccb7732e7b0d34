"""What leaves of a published edition, in two languages: workbook, HXL, bulletin. Functions of its protected tables alone."""
