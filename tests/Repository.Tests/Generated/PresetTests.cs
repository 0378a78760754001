using System.Text;
using Unravel.Catalog;

namespace Unravel.Repository.Tests.Generated;

/// <summary>The presets of the analyzer package are the catalogue's levels, mode by mode.</summary>
public sealed class PresetTests
{
    public static TheoryData<string> Modes => [.. Enum.GetNames<Mode>()];

    [Theory, MemberData(nameof(Modes))]
    public void Preset_EqualsTheCatalogue(string name)
    {
        // A negative level: whatever a user writes in a file of his own wins.
        var text = new StringBuilder($"# UnravelMode={name}. Generated from the catalogue.\nis_global = true\nglobal_level = -1\n");
        foreach (var rule in Catalog.Rules.All.Where(rule => rule.InCode is not null))
        {
            text.Append($"\n# {rule.Title}\ndotnet_diagnostic.{rule.Id}.severity = {Severity(Presets.LevelOf(rule, Enum.Parse<Mode>(name)))}\n");
        }

        GeneratedFile.Check($"src/Package/presets/{name.ToLowerInvariant()}.globalconfig", text.ToString());
    }

    [Fact]
    public void Recommended_IsTheCatalogue() =>
        Assert.All(Catalog.Rules.All, rule => Assert.Equal(rule.Level, Presets.LevelOf(rule, Mode.Recommended)));

    [Fact]
    public void All_LeavesNothingOut() =>
        Assert.All(Catalog.Rules.All, rule => Assert.True(Presets.LevelOf(rule, Mode.All) <= Level.Warning));

    private static string Severity(Level level) => level switch
    {
        Level.Error => "error",
        Level.Warning => "warning",
        Level.Suggestion => "suggestion",
        _ => "none",
    };
}
