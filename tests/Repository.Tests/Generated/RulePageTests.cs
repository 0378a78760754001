using System.Text;
using Unravel.Catalog;
using Unravel.Repository.Tests.Rules;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Generated;

/// <summary>A page says what the catalogue says, and has the sections that people look for.</summary>
public sealed class RulePageTests
{
    private static readonly string[] s_sections =
        ["## Why", "## In code", "## At run time", "## When to suppress", "## Options", "## Known limits"];

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Heading_IsIdAndTitle(string id) =>
        Assert.Equal($"# {id}: {Catalog.Rules.Get(id).Title}", Page(id).Split('\n')[0]);

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Sections_AreThereInOrder(string id)
    {
        var headings = Page(id).Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.Equal(s_sections, headings.Where(s_sections.Contains));
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Sections_SaySomething(string id)
    {
        var parts = Page(id).Split("\n## ").Skip(1);
        Assert.All(parts, part => Assert.True(part.Split('\n', 2).ElementAtOrDefault(1)?.Trim().Length > 0, $"{id}: '## {part.Trim()}' is empty."));
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Table_EqualsTheCatalogue(string id) =>
        GeneratedFile.CheckBlock($"docs/rules/{id}.md", "<!-- catalogue -->", "<!-- /catalogue -->", Table(Catalog.Rules.Get(id)));

    private static string Page(string id)
    {
        var path = $"docs/rules/{id}.md";
        Assert.True(File.Exists(Repo.FullPath(path)), $"{path} does not exist.");
        return Repo.Read(path);
    }

    private static string Table(Rule rule)
    {
        var rows = new (string Name, string Value)[]
        {
            ("Id", rule.Id),
            ("Category", rule.Category.ToString()),
            ("Level", rule.Level.ToString()),
            ("Seen in code", rule.InCode is null ? "no" : rule.InCodeWhen switch
            {
                InCodeWhen.Typed => "yes, while you type",
                InCodeWhen.TypedAndBuilt => "yes, within one type while you type, and across types when the whole project is built",
                _ => "yes, when the whole project is built",
            }),
            ("Seen at run time", AtRunTime(rule)),
            ("Fix", rule.InCode is null ? "no" : rule.NoFixBecause is { } because ? $"no, because {because}" : "yes"),
            ("Exit code", rule.ExitCode?.ToString() ?? "none"),
        };
        return rows.Aggregate(
            new StringBuilder("| | |\n|---|---|\n"),
            (table, row) => table.Append($"| {row.Name} | {row.Value} |\n")).ToString();
    }

    private static string AtRunTime(Rule rule) =>
        rule.AtRunTime is null ? "no"
        : rule.Scenarios.Count == 0 ? "yes"
        : $"yes, see it with {string.Join(" or ", rule.Scenarios.Select(scenario => $"`dotnet unravel demo {scenario}`"))}";
}
