//! The keys of a model as constant data, and how its fields get into them and out again.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::{Expand, Place, slots};
use crate::ast::{Field, Storage};
use crate::keys::{Holds, Index, KeySource, KeyTemplate};
use crate::template::Form;

/// ```text
/// impl __Slots {
///     const __PARTS_0: &'static [Part] = &[Part::required("customerId", &__Slots::customer_id, PartForm::Sortable, "", "..")];
///     const __TEMPLATE_0: Template = Template::new("CUSTOMER#", __Slots::__PARTS_0);
///     const __PARTITION_KEY: &'static [KeySchema] = &[KeySchema::templated("pk", &Self::__TEMPLATE_0)];
///     const __SORT_KEY: &'static [KeySchema] = &[Self::order_id.key()];
///     const __INDEX_0: &'static IndexSchema = &IndexSchema::secondary("ByStatus", ..);
/// }
/// ```
pub(super) fn constants(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    if !container.is_model() {
        return TokenStream::new();
    }
    let private = &expand.private;
    let keys = &container.keys;
    let templates = keys.templates();
    let templates = templates
        .iter()
        .enumerate()
        .map(|(i, template)| define(expand, i, template));
    let partition = keys.partition.iter().map(|source| schema(expand, source));
    let sort = keys.sort.iter().map(|source| schema(expand, source));
    let indexes = keys
        .indexes
        .iter()
        .enumerate()
        .map(|(i, index)| define_index(expand, i, index));
    let (impl_generics, ty_generics, where_clause) = expand.generics.split_for_impl();
    quote! {
        #[allow(dead_code)]
        impl #impl_generics __Slots #ty_generics #where_clause {
            #(#templates)*
            const __PARTITION_KEY: &'static [#private::KeySchema] = &[#(#partition)*];
            const __SORT_KEY: &'static [#private::KeySchema] = &[#(#sort)*];
            #(#indexes)*
        }
    }
}

/// What is generated for a template stands where the template does, and each field where its type does: what is wrong with
/// one of them is marked there.
fn define(expand: &Expand<'_>, number: usize, template: &KeyTemplate) -> TokenStream {
    let private = &expand.private;
    let (parts_ident, ident) = (parts_ident(number), template_ident(number));
    let head = &template.head;
    let here = Place::at(template.span);
    let slots = helper(expand);
    let fields = expand.container.struct_fields();
    let of_table = expand
        .container
        .keys
        .table()
        .any(|key| key.is_made_by(template));
    let new = Ident::new(
        if of_table { "required" } else { "optional" },
        Span::call_site(),
    );
    let parts = template.parts.iter().filter_map(|part| {
        let field = fields.get(part.field)?;
        let (name, ident, tail) = (&field.name, field.ident(), &part.tail);
        let form = match part.form {
            Form::Sortable => quote!(Sortable),
            Form::Raw => quote!(Raw),
            Form::Digits(width) => quote!(Digits(#width)),
        };
        let clash = clash(&ident, tail);
        let path = here.put(quote!(#private::Part::#new));
        let before = here.put(quote!(#name,));
        let constant = Place::of(field.ty()).put(quote!(&#slots::#ident));
        let behind = here.put(quote!(, #private::PartForm::#form, #tail, #clash));
        let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#before #constant #behind));
        arguments.set_span(template.span);
        Some(quote!(#path #arguments))
    });
    let template = here.put(quote!(#private::Template::new(#head, #slots::#parts_ident)));
    quote! {
        const #parts_ident: &'static [#private::Part] = &[#(#parts,)*];
        const #ident: #private::Template = #template;
    }
}

/// What the compiler says of a type whose text can contain what stands behind it.
fn clash(field: &Ident, tail: &str) -> String {
    match tail.chars().next() {
        Some(separator) => format!(
            "the text of `{{{}}}` can contain the `{separator}` behind it; write another separator, such as `#`",
            field.unraw()
        ),
        None => String::new(),
    }
}

/// The helper with the constants, as the start of a path.
fn helper(expand: &Expand<'_>) -> TokenStream {
    let (_, ty_generics, _) = expand.generics.split_for_impl();
    quote!(<__Slots #ty_generics>)
}

fn define_index(expand: &Expand<'_>, number: usize, index: &Index) -> TokenStream {
    let private = &expand.private;
    let (ident, name) = (index_ident(number), &index.name);
    let [partition_ident, sort_ident] =
        ["PARTITION", "SORT"].map(|key| format_ident!("__INDEX_{number}_{key}"));
    let partition = index.partition.iter().map(|source| schema(expand, source));
    let sort = index.sort.iter().map(|source| schema(expand, source));
    let scope = if index.local {
        quote!(Local)
    } else {
        quote!(Global)
    };
    let holds = match &index.holds {
        Holds::All => quote!(All),
        Holds::Keys => quote!(Keys),
        Holds::Include(names) => quote!(Include(&[#(#names),*])),
    };
    quote! {
        const #partition_ident: &'static [#private::KeySchema] = &[#(#partition,)*];
        const #sort_ident: &'static [#private::KeySchema] = &[#(#sort,)*];
        const #ident: &'static #private::IndexSchema = &#private::IndexSchema::secondary(
            #name,
            #private::Scope::#scope,
            Self::#partition_ident,
            Self::#sort_ident,
            #private::Holds::#holds,
        );
    }
}

fn parts_ident(number: usize) -> Ident {
    format_ident!("__PARTS_{number}")
}

fn template_ident(number: usize) -> Ident {
    format_ident!("__TEMPLATE_{number}")
}

/// The constant with the schema of an index.
pub(super) fn index_ident(number: usize) -> Ident {
    format_ident!("__INDEX_{number}")
}

/// The constant of a template.
fn template_of(expand: &Expand<'_>, template: &KeyTemplate) -> Ident {
    let templates = expand.container.keys.templates();
    let number = templates.iter().position(|known| known.is(template));
    template_ident(number.unwrap_or_default())
}

/// A key attribute as data.
fn schema(expand: &Expand<'_>, source: &KeySource) -> TokenStream {
    let private = &expand.private;
    match source {
        KeySource::Field(position) => {
            let fields = expand.container.struct_fields();
            let ident = fields.get(*position).map(Field::ident);
            quote!(Self::#ident.key())
        }
        KeySource::Template(template) => {
            let (name, constant) = (&template.name, template_of(expand, template));
            let slots = helper(expand);
            Place::at(template.span)
                .put(quote!(#private::KeySchema::templated(#name, &#slots::#constant)))
        }
    }
}

/// The arms that read the key attributes which templates make: for the fields that are stored there alone. A map that takes
/// all other attributes must not take them, and they are not unknown.
pub(super) fn read(expand: &Expand<'_>, takes_unknown: bool) -> TokenStream {
    let private = &expand.private;
    let container = expand.container;
    let fields = container.struct_fields();
    let mut taken: Vec<usize> = Vec::new();
    let arms = container
        .keys
        .templates()
        .into_iter()
        .filter_map(|template| {
            let name = &template.name;
            let constant = template_of(expand, template);
            let mut values = Vec::new();
            for part in &template.parts {
                if let Some(field) = fields.get(part.field)
                    && field.storage() == Storage::InKey
                    && !taken.contains(&part.field)
                {
                    taken.push(part.field);
                    let ident = field.ident();
                    values.push(quote! {
                        self.#ident = ::core::option::Option::Some(
                            #private::part_of(&Self::#constant, &Self::#ident, &__text)
                                .map_err(|__error| __error.at(#name))?,
                        );
                    });
                }
            }
            match (values.is_empty(), takes_unknown) {
                (false, _) => Some(quote! {
                    #name => {
                        let __text = __reader.str()?;
                        #(#values)*
                        true
                    }
                }),
                (true, true) => Some(quote!(#name => { __reader.skip()?; true })),
                (true, false) => None,
            }
        });
    quote!(#(#arms)*)
}

/// `Entity::key_input`: the stored forms of the fields that keys are made of, those of guards included.
pub(super) fn inputs(expand: &Expand<'_>) -> TokenStream {
    let container = expand.container;
    let slots = slots::of_struct(expand, container.struct_fields());
    let fields = container.struct_fields().iter().enumerate();
    let arms = fields
        .filter(|(position, field)| container.keys.is_in_any(*position) || field.is_unique())
        .map(|(_, field)| {
            let (name, member, codec) = (&field.name, &field.member, slots.field(expand, field));
            quote!(#name => #codec.key_input(&self.#member),)
        });
    quote!(#(#arms)*)
}
