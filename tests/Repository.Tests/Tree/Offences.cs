namespace Unravel.Repository.Tests.Tree;

/// <summary>A list that should be empty; a failure shows all of it, each on a line of its own.</summary>
internal static class Offences
{
    public static void None(IEnumerable<string?> found)
    {
        var all = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n  {string.Join("\n  ", all)}");
    }
}
