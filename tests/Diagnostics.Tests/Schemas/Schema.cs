using NJsonSchema;

namespace Unravel.Diagnostics.Tests.Schemas;

/// <summary>Validates output against the schemas that are embedded in the tests.</summary>
internal static class Schema
{
    public static async Task<string[]> ErrorsAsync(string schema, string json)
    {
        var parsed = await JsonSchema.FromJsonAsync(Text(schema), TestContext.Current.CancellationToken);
        return [.. parsed.Validate(json).SelectMany(Flat)];
    }

    private static IEnumerable<string> Flat(NJsonSchema.Validation.ValidationError error) =>
        error is NJsonSchema.Validation.ChildSchemaValidationError { Errors: var inner } ? inner.Values.SelectMany(errors => errors).SelectMany(Flat).Prepend($"{error.Kind} {error.Path}") : [$"{error.Kind} {error.Path}"];

    /// <summary>An embedded file by its name.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(Schema).Assembly.GetManifestResourceStream(name);
        Assert.True(stream is not null, $"There is no resource '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
