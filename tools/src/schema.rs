//! Checking arguments and results against a tool's JSON Schemas.

use serde_json::Value;

/// Longest schema a tool may give, in bytes: a schema is compiled, and that must stay cheap.
const LONGEST: usize = 64 * 1024;

/// A JSON Schema that was compiled.
#[derive(Debug)]
pub struct Schema {
    value: Value,
    validator: jsonschema::Validator,
}

impl Schema {
    /// Compiles a schema; the error says what is wrong with it. References to other documents are not
    /// followed.
    pub fn compile(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("the schema has {} bytes, limit {LONGEST}", text.len()));
        }
        let value: Value = serde_json::from_str(text).map_err(|e| format!("not JSON: {e}"))?;
        if !value.is_object() {
            return Err("a schema is a JSON object".to_owned());
        }
        let validator = jsonschema::options().build(&value).map_err(|e| e.to_string())?;
        Ok(Self { value, validator })
    }

    /// The schema itself, for a model's function definition.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// Checks a value; the error names the place and what was expected there.
    pub fn check(&self, value: &Value) -> Result<(), String> {
        self.validator.validate(value).map_err(|e| {
            let place = e.instance_path().to_string();
            if place.is_empty() { e.to_string() } else { format!("at `{place}`: {e}") }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_does_not_fit_is_named_with_its_place() {
        let schema = Schema::compile(
            r#"{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}"#,
        )
        .unwrap();
        assert!(schema.check(&serde_json::json!({"n": 3})).is_ok());
        let wrong = schema.check(&serde_json::json!({"n": "three"})).unwrap_err();
        assert!(wrong.starts_with("at `/n`: "), "{wrong}");
        assert!(schema.check(&serde_json::json!({})).unwrap_err().contains("\"n\""));
    }

    #[test]
    fn a_schema_that_leads_elsewhere_or_nowhere_is_refused() {
        assert!(Schema::compile("{").is_err());
        assert!(Schema::compile("[]").is_err());
        assert!(Schema::compile(r#"{"$ref":"http://127.0.0.1:9/schema.json"}"#).is_err());
        assert!(Schema::compile(&" ".repeat(LONGEST + 1)).is_err());
    }
}
