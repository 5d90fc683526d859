use dynamo_model::value::{KeyPart, PartText, PartWriter};
use dynamo_model::{Document, Model, Result};

#[derive(Clone, Document)]
struct Quarter {
    year: u16,
    quarter: u8,
}

impl KeyPart for Quarter {
    const MARKS: &'static str = "-";

    fn write_part(&self, writer: &mut PartWriter<'_>) -> Result<()> {
        writer.fixed(&format!("{:04}-Q{}", self.year, self.quarter))
    }

    fn read_part(_: PartText<'_>) -> Result<Self> {
        Ok(Self { year: 2026, quarter: 1 })
    }
}

#[derive(Clone, Model)]
#[dynamo(table = "shop", partition_key = "CUSTOMER#{customer}", sort_key = "ORDER#{quarter}-{number}")]
struct Order {
    customer: String,
    number: u32,
    quarter: Quarter,
}

fn main() {}
