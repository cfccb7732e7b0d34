"""All writing of counts and caravans."""
