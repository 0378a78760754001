using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Unravel.Repository.Tests.Rules;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Generated;

/// <summary>
/// The release files list each reported rule with the category and severity of the catalogue. Release tracking itself
/// does not notice a wrong one, since our descriptors are made by a call.
/// </summary>
public sealed partial class ReleaseRowTests
{
    private const string Folder = "src/Analyzers";

    private static readonly Dictionary<string, string> s_rows = AllRules.Descriptors
        .DistinctBy(descriptor => descriptor.Id)
        .ToDictionary(descriptor => descriptor.Id, Row);

    [Fact]
    public void UnshippedRows_EqualTheCatalogue()
    {
        var shipped = Ids("AnalyzerReleases.Shipped.md").ToHashSet();
        var text = """
            ; Unshipped analyzer release
            ; https://github.com/dotnet/roslyn/blob/main/src/RoslynAnalyzers/Microsoft.CodeAnalysis.Analyzers/ReleaseTrackingAnalyzers.Help.md

            """.ReplaceLineEndings("\n");
        var rows = s_rows.Where(row => !shipped.Contains(row.Key)).OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Value).ToList();
        if (rows.Count > 0)
        {
            text += $"\n### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n{string.Join('\n', rows)}\n";
        }

        GeneratedFile.Check($"{Folder}/AnalyzerReleases.Unshipped.md", text);
    }

    [Fact]
    public void ShippedRows_EqualTheCatalogue()
    {
        var lines = Repo.Read($"{Folder}/AnalyzerReleases.Shipped.md").Split('\n');
        Assert.All(Ids("AnalyzerReleases.Shipped.md"), id => Assert.Contains(s_rows.GetValueOrDefault(id, $"a row of {id}, which no analyzer reports"), lines));
    }

    private static IEnumerable<string> Ids(string file) =>
        RowId().Matches(Repo.Read($"{Folder}/{file}")).Select(match => match.Value);

    private static string Row(DiagnosticDescriptor descriptor)
    {
        var severity = descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled";
        return $"{descriptor.Id} | {descriptor.Category} | {severity} | {descriptor.Title}";
    }

    [GeneratedRegex(@"^UNR\d{4}", RegexOptions.Multiline)]
    private static partial Regex RowId();
}
