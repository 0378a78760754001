using Unravel.Catalog;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Rules;

/// <summary>What a row claims is there, under the name that starts with the id.</summary>
public sealed class RuleFilesTests
{
    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void EveryRule_HasItsPage(string id) => Has(id, "docs/rules", $"{id}.md");

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void CodeFace_HasAnalyzerTestsAndSample(string id)
    {
        var rule = Catalog.Rules.Get(id);
        if (rule.InCode is not null)
        {
            // Rules that only differ by where they stand may share an analyzer: it says so in its descriptors.
            Assert.True(AllRules.Descriptors.Any(descriptor => descriptor.Id == id), $"No analyzer reports {id}.");
            Has(id, "samples/Pitfalls", ".cs");
            Has(id, "tests/Analyzers.Tests", "Tests.cs");
        }

        Assert.Equal(rule.InCode is not null, AnyFile($"src/Analyzers/Rules/{rule.Category}", id, "Analyzer.cs"));
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void CodeFace_HasAFixOrAReason(string id)
    {
        var rule = Catalog.Rules.Get(id);
        var claims = rule.InCode is not null && rule.NoFixBecause is null;
        Assert.Equal(claims, AllRules.Fixes.Any(fix => fix.FixableDiagnosticIds.Contains(id)));
        Assert.Equal(claims, AnyFile($"src/CodeFixes/Rules/{rule.Category}", id, "Fix.cs"));
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void RunTimeFace_HasRuleAndTests(string id)
    {
        var rule = Catalog.Rules.Get(id);
        Assert.Equal(rule.AtRunTime is not null, AnyFile($"src/Diagnostics/Rules/{rule.Category}", id, ".cs"));
        if (rule.AtRunTime is not null)
        {
            Has(id, "tests/Diagnostics.Tests", "Tests.cs");
        }
    }

    [Fact]
    public void EveryFileOfARule_IsOfAKnownRule()
    {
        var strangers = Repo.Files.Where(file =>
            Path.GetFileName(file) is ['U', 'N', 'R', _, _, _, _, ..] name && Catalog.Rules.Find(name[..7]) is null);
        Offences.None(strangers);
    }

    private static void Has(string id, string folder, string ending) =>
        Assert.True(AnyFile(folder, id, ending), $"{folder} has no file {id}*{ending}.");

    /// <summary>One file may be named after several ids: UNR1001UNR1002BlockingWaitAnalyzer.cs.</summary>
    private static bool AnyFile(string folder, string id, string ending) => Repo.Files.Any(file =>
        file.StartsWith(folder + "/", StringComparison.Ordinal)
        && Path.GetFileName(file).Contains(id, StringComparison.Ordinal)
        && file.EndsWith(ending, StringComparison.Ordinal));
}
