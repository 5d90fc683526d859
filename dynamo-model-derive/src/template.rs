//! Key templates: `"ORDER#{placed_at}#{number:06}"`.

/// A template, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Template {
    /// The text before the first field.
    pub(crate) head: String,
    pub(crate) parts: Vec<Part>,
}

/// A field in a template, and the text behind it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) field: String,
    pub(crate) form: Form,
    pub(crate) tail: String,
}

/// How the value of a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// So that the text sorts as the values do.
    Sortable,
    /// `{x:raw}`: as it is.
    Raw,
    /// `{n:08}`: padded to so many digits.
    Digits(u8),
}

/// The most parts that a template can have.
const MOST_PARTS: usize = 8;

/// Takes a template apart, or says what is wrong with it. Braces are doubled to stand for themselves.
pub(crate) fn parse(text: &str) -> Result<Template, String> {
    if opened(text) {
        return Err(
            "this `{` is never closed; write `{field}`, or `{{` for the character itself"
                .to_owned(),
        );
    }
    let mut template = Template {
        head: String::new(),
        parts: Vec::new(),
    };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('{', Some('{')) | ('}', Some('}')) => {
                chars.next();
                template.literal().push(c);
            }
            ('{', _) => {
                let inside: String = chars.by_ref().take_while(|c| *c != '}').collect();
                template.push(&inside)?;
            }
            ('}', _) => {
                return Err(
                    "this `}` closes nothing; write `}}` for the character itself".to_owned(),
                );
            }
            (c, _) => template.literal().push(c),
        }
    }
    if template.head.is_empty() && template.parts.is_empty() {
        return Err("a key must not be empty; write a text, a `{field}`, or both".to_owned());
    }
    template.parts.iter().try_for_each(check_separator)?;
    Ok(template)
}

/// What ends a field is none of the characters that its text may be written with.
fn check_separator(part: &Part) -> Result<(), String> {
    let field = &part.field;
    match part.tail.chars().next() {
        Some('%') => Err(format!(
            "`%` cannot end `{{{field}}}`: what is escaped in its text begins with it; write another separator, such as `#`"
        )),
        Some(c) if !c.is_ascii() || c.is_ascii_alphanumeric() => Err(format!(
            "`{c}` behind `{{{field}}}` could be read as a part of it; write a separator between them that is neither a letter nor \
             a digit, such as `#`"
        )),
        _ => Ok(()),
    }
}

/// Whether the last brace that stands alone is an opening one.
fn opened(text: &str) -> bool {
    let plain = text.replace("{{", "").replace("}}", "");
    match (plain.rfind('{'), plain.rfind('}')) {
        (Some(open), Some(close)) => open > close,
        (open, None) => open.is_some(),
        (None, _) => false,
    }
}

impl Template {
    /// The text that is being read.
    fn literal(&mut self) -> &mut String {
        match self.parts.last_mut() {
            Some(part) => &mut part.tail,
            None => &mut self.head,
        }
    }

    fn push(&mut self, inside: &str) -> Result<(), String> {
        if let Some(before) = self.parts.last()
            && before.tail.is_empty()
        {
            return Err(format!(
                "nothing stands between `{{{}}}` and the field behind it, and the key could not be read back; write a \
                 separator between them, such as `#`",
                before.field
            ));
        }
        if self.parts.len() == MOST_PARTS {
            return Err(format!(
                "a template has at most {MOST_PARTS} fields; leave out those behind `{{{}}}`",
                self.parts
                    .last()
                    .map(|part| part.field.as_str())
                    .unwrap_or_default()
            ));
        }
        let (field, form) = match inside.split_once(':') {
            Some((field, form)) => (field, form_of(form)?),
            None => (inside, Form::Sortable),
        };
        if field.trim().is_empty() {
            return Err("this `{}` names no field; write `{field}`".to_owned());
        }
        self.parts.push(Part {
            field: field.trim().to_owned(),
            form,
            tail: String::new(),
        });
        Ok(())
    }
}

fn form_of(text: &str) -> Result<Form, String> {
    let unknown = || {
        format!(
            "`{text}` is no way to write a field; write `{{x:raw}}` for the plain text, or `{{n:08}}` for a number of 8 digits"
        )
    };
    match text.trim() {
        "raw" => Ok(Form::Raw),
        digits => match digits.strip_prefix('0').map(str::parse) {
            Some(Ok(width @ 1..=39)) => Ok(Form::Digits(width)),
            _ => Err(unknown()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(field: &str, form: Form, tail: &str) -> Part {
        Part {
            field: field.to_owned(),
            form,
            tail: tail.to_owned(),
        }
    }

    #[test]
    fn takes_templates_apart() {
        assert_eq!(
            parse("ORDER#{placed_at}#{number:06}#x{code:raw}").unwrap(),
            Template {
                head: "ORDER#".to_owned(),
                parts: vec![
                    part("placed_at", Form::Sortable, "#"),
                    part("number", Form::Digits(6), "#x"),
                    part("code", Form::Raw, ""),
                ],
            }
        );
        let constant = parse("PROFILE").unwrap();
        assert_eq!(
            (constant.head.as_str(), constant.parts.len()),
            ("PROFILE", 0)
        );
        assert_eq!(parse("{{a}}").unwrap().head, "{a}");
    }

    #[test]
    fn says_what_is_wrong() {
        for (text, part) in [
            ("", "must not be empty"),
            ("A#{id", "never closed"),
            ("A#{id}#{", "never closed"),
            ("A#id}", "closes nothing"),
            ("A#{}", "names no field"),
            ("A#{:raw}", "names no field"),
            ("{a}{b}", "nothing stands between `{a}`"),
            ("{a}x{b}", "`x` behind `{a}` could be read"),
            ("A{a}7", "`7` behind `{a}` could be read"),
            ("{a}→{b}", "`→` behind `{a}` could be read"),
            ("{a}#{b}%", "`%` cannot end `{b}`"),
            ("{a:hex}", "`hex` is no way"),
            ("{a:00}", "`00` is no way"),
            ("{a:040}", "`040` is no way"),
            (
                "{a}#{b}#{c}#{d}#{e}#{f}#{g}#{h}#{i}",
                "at most 8 fields; leave out those behind `{h}`",
            ),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }
}
