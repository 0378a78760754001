using System.Globalization;

namespace Unravel.Diagnostics.Model.Json;

/// <summary>
/// Version of the document in docs/schema. Minor: something was added that a reader may leave out of account. Major: what
/// was there has another meaning or is gone.
/// </summary>
internal readonly record struct SchemaVersion(int Major, int Minor)
{
    public static SchemaVersion Current { get; } = new(1, 0);

    /// <returns>Null for text that is no version.</returns>
    public static SchemaVersion? Parse(string text) =>
        text.Split('.') is [var major, var minor]
        && int.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new SchemaVersion(first, second)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}
