using System.Text.Json;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Rules;

/// <summary>The scenarios that the catalogue names are in samples/Hangs/scenarios.json, and the other way round.</summary>
public sealed class ScenarioTests
{
    private const string Hangs = "samples/Hangs";

    private readonly JsonElement[] _scenarios =
        [.. JsonDocument.Parse(Repo.Read($"{Hangs}/scenarios.json")).RootElement.GetProperty("scenarios").EnumerateArray()];

    [Fact]
    public void Verbs_AreUnique() =>
        Assert.Equal(_scenarios.Length, _scenarios.Select(Verb).Distinct().Count());

    [Fact]
    public void RulesAndScenarios_NameEachOther()
    {
        var fromCatalogue = Catalog.Rules.All.SelectMany(rule => rule.Scenarios.Select(verb => (rule.Id, verb)));
        var fromScenarios = _scenarios.SelectMany(scenario => RuleIds(scenario).Select(id => (Id: id, Verb(scenario))));
        Assert.Equal(fromCatalogue.Order(), fromScenarios.Order());
    }

    [Fact]
    public void HealthyScenarios_HaveNoRule() =>
        Assert.All(_scenarios, scenario => Assert.Equal(scenario.GetProperty("healthy").GetBoolean(), !RuleIds(scenario).Any()));

    [Fact]
    public void Sources_Exist() =>
        Assert.All(_scenarios, scenario => Assert.Contains($"{Hangs}/{scenario.GetProperty("source").GetString()}", Repo.Files));

    private static string Verb(JsonElement scenario) => scenario.GetProperty("verb").GetString()!;

    private static IEnumerable<string> RuleIds(JsonElement scenario) =>
        new[] { scenario.GetProperty("rule").GetString() }
            .Concat(scenario.GetProperty("alsoRules").EnumerateArray().Select(rule => rule.GetString()))
            .OfType<string>();
}
