using System.Text;
using Unravel.Catalog;

namespace Unravel.Repository.Tests.Generated;

/// <summary>docs/rules/README.md lists the catalogue.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void Index_EqualsTheCatalogue()
    {
        var text = new StringBuilder("""
            # Rules

            A rule is one fault, seen in code by the analyzers, at run time by `dotnet unravel`, or by both. Ids are kept for
            ever. What is planned, and what is not taken and why, is in [plan.tsv](plan.tsv); this page is generated from the
            catalogue.

            """.ReplaceLineEndings("\n"));
        foreach (var category in Catalog.Rules.All.GroupBy(rule => rule.Category))
        {
            text.Append($"\n## {category.Key}\n\n| id | rule | level | in code | fix | at run time | exit code |\n|---|---|---|---|---|---|---|\n");
            foreach (var rule in category)
            {
                text.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {rule.Level} | {Mark(rule.InCode)} | {Fix(rule)} | {Mark(rule.AtRunTime)} | {rule.ExitCode} |\n");
            }
        }

        GeneratedFile.Check("docs/rules/README.md", text.ToString());
    }

    private static string Mark(string? message) => message is null ? "" : "yes";

    private static string Fix(Rule rule) => rule.InCode is not null && rule.NoFixBecause is null ? "yes" : "";
}
