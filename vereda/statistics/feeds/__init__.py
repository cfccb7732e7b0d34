"""What other programs take of numbers: long tables, downloads that go on where they were cut, OData, DHIS2. Pure."""
