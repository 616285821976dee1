"""Ask people who have every reason to give no trust: sealed while traceable, untraceable once readable."""
