using Unravel.Catalog;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.Tests.Launching;

public sealed class HangScenariosTests
{
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
            Assert.All(scenario.Rules, rule => Assert.Contains(scenario.Verb, Rules.Get(rule).Scenarios));
        });

    [Fact]
    public void EveryScenarioOfARule_Exists()
    {
        var programs = HangScenarios.BesideTheTool();

        Assert.All(Rules.All, rule => Assert.All(rule.Scenarios, verb => Assert.Contains(rule.Id, programs.Get(verb).Rules)));
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
