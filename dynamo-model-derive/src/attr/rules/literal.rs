//! Bounds that can be compared as they are written.

use std::cmp::Ordering;

use syn::{Expr, ExprGroup, ExprLit, ExprParen, ExprUnary, Lit, UnOp};

/// A number, as it is written.
enum Number {
    Integer(i128),
    Float(f64),
}

/// Whether both are literals, and the first is the greater one.
pub(super) fn is_greater(one: &Expr, other: &Expr) -> bool {
    let (Some(one), Some(other)) = (number(one), number(other)) else {
        return false;
    };
    let order = match (one, other) {
        (Number::Integer(one), Number::Integer(other)) => Some(one.cmp(&other)),
        (Number::Float(one), Number::Float(other)) => one.partial_cmp(&other),
        // One of the two has the wrong type, which the compiler says.
        _ => None,
    };
    order == Some(Ordering::Greater)
}

fn number(expr: &Expr) -> Option<Number> {
    match expr {
        Expr::Paren(ExprParen { expr, .. }) | Expr::Group(ExprGroup { expr, .. }) => number(expr),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match number(expr)? {
            Number::Integer(value) => value.checked_neg().map(Number::Integer),
            Number::Float(value) => Some(Number::Float(-value)),
        },
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Int(int) => int.base10_parse().ok().map(Number::Integer),
            Lit::Float(float) => float.base10_parse().ok().map(Number::Float),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn literals_are_compared() {
        assert!(is_greater(&parse_quote!(2), &parse_quote!(1)));
        assert!(is_greater(&parse_quote!(1), &parse_quote!(-2)));
        assert!(is_greater(&parse_quote!(0.5), &parse_quote!(-(0.5))));
        assert!(is_greater(&parse_quote!(10_u8), &parse_quote!(0x9)));
        assert!(!is_greater(&parse_quote!(1), &parse_quote!(1)));
        assert!(!is_greater(&parse_quote!(-2), &parse_quote!(-1)));
        assert!(!is_greater(&parse_quote!(MAX), &parse_quote!(1)));
    }
}
