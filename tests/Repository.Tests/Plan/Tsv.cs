using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Plan;

/// <summary>A table of docs/rules: a header line, then rows of as many cells.</summary>
internal static class Tsv
{
    public static IReadOnlyList<string[]> Rows(string path, params string[] columns)
    {
        var lines = Repo.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join('\t', columns), lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.All(rows, row => Assert.True(
            row.Length == columns.Length && row.All(cell => cell.Length > 0 && cell == cell.Trim()),
            $"{path}: '{string.Join(" | ", row)}' is not {columns.Length} trimmed cells."));
        return rows;
    }
}
