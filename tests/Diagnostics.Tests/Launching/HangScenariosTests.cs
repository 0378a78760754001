using System.Reflection.Metadata;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.Tests.Launching;

public sealed class HangScenariosTests
{
    /// <summary>Kind of the record that holds a source: Portable PDB specification, "Embedded Source".</summary>
    private static readonly Guid s_embeddedSource = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");

    [Fact]
    public void Programs_LieBesideTheTool()
    {
        var programs = HangScenarios.BesideTheTool();

        Assert.True(File.Exists(programs.Assembly));
        Assert.NotEmpty(programs.All);
    }

    [Fact]
    public void EveryScenario_SaysWhatMustBeSeen() =>
        Assert.All(HangScenarios.BesideTheTool().All, scenario =>
        {
            Assert.Equal(scenario.Healthy, !scenario.Rules.Any());
            Assert.Equal(scenario.Healthy, scenario.Lines.Count == 0);
            Assert.Equal(scenario.Healthy, scenario.Subjects.Count == 0);
            Assert.All(scenario.Rules, rule => Assert.Contains(scenario.Verb, Catalog.Rules.Get(rule).Scenarios));
        });

    [Fact]
    public void EveryScenarioOfARule_Exists()
    {
        var programs = HangScenarios.BesideTheTool();

        Assert.All(Catalog.Rules.All, rule => Assert.All(rule.Scenarios, verb => Assert.Contains(rule.Id, programs.Get(verb).Rules)));
    }

    [Fact]
    public void Symbols_CarryTheSourcesAndNoPathOfThisMachine()
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(
            File.OpenRead(Path.ChangeExtension(HangScenarios.BesideTheTool().Assembly, ".pdb")));
        var reader = symbols.GetMetadataReader();

        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, handle =>
        {
            Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(handle).Name), StringComparison.Ordinal);
            Assert.Contains(
                reader.GetCustomDebugInformation(handle),
                info => reader.GetGuid(reader.GetCustomDebugInformation(info).Kind) == s_embeddedSource);
        });
    }

    [Fact]
    public void MissingFolder_SaysWhatToDo()
    {
        var failure = Assert.Throws<ToolException>(() => HangScenarios.In("/nowhere"));

        Assert.Equal(ToolException.CouldNotLook, failure.ExitCode);
        Assert.Contains("'/nowhere'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownVerb_ListsTheKnownOnes()
    {
        var failure = Assert.Throws<ToolException>(() => HangScenarios.BesideTheTool().Get("nonsense"));

        Assert.Equal(ToolException.Usage, failure.ExitCode);
        Assert.Contains("lock-order", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_IsFound() => Assert.True(File.Exists(DotNetHost.Find()));
}
