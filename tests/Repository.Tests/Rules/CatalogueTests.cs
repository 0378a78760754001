using System.Reflection;
using Unravel.Catalog;

namespace Unravel.Repository.Tests.Rules;

/// <summary>The rows of the catalogue are complete and say things in the agreed form.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void EveryConstant_HasItsRowAndTheOtherWayRound()
    {
        var constants = typeof(RuleIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(constants.Order(StringComparer.Ordinal), Catalog.Rules.All.Select(rule => rule.Id));
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Category_IsTheThousandsBlock(string id) =>
        Assert.Equal((int)Catalog.Rules.Get(id).Category, id[3] - '0');

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Title_IsAnAdvice(string id)
    {
        var title = Catalog.Rules.Get(id).Title;
        Assert.True(char.IsUpper(title[0]), title);
        Assert.False(title.EndsWith('.'), title);
        var first = title.Split(' ')[0];
        Assert.False(first.EndsWith("ing", StringComparison.Ordinal) || (first.EndsWith('s') && !first.EndsWith("ss", StringComparison.Ordinal)), $"'{title}' is not in the imperative.");
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Why_IsASentenceOfHarm(string id)
    {
        var why = Catalog.Rules.Get(id).Why;
        Assert.True(why.Length >= 40, $"'{why}' is too short to say what goes wrong.");
        Assert.EndsWith(".", why, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void EveryRule_HasAFace(string id) => Assert.NotEqual((Faces)0, Catalog.Rules.Get(id).Faces);

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void RunTimeFace_HasScenariosOrAReason(string id)
    {
        var rule = Catalog.Rules.Get(id);
        if (rule.AtRunTime is null)
        {
            Assert.Empty(rule.Scenarios);
            Assert.Null(rule.ExitCode);
        }
        else
        {
            Assert.True(rule.Scenarios.Count > 0 != rule.NoScenarioBecause is not null, $"{id}: scenarios, or NoScenarioBecause, not both.");
        }
    }

    [Theory, MemberData(nameof(AllRules.Ids), MemberType = typeof(AllRules))]
    public void Message_QuotesTheCulprit(string id)
    {
        var message = Catalog.Rules.Get(id).InCode;
        Assert.True(message is null || message.Contains("'{", StringComparison.Ordinal), $"'{message}' does not name the culprit in quotes.");
        Assert.False(message?.EndsWith('.') ?? false, $"'{message}' ends with a full stop.");
    }

    [Fact]
    public void ExitCodes_AreOfFindingsAndTellThemApart()
    {
        var codes = Catalog.Rules.All.Where(rule => rule.ExitCode is not null).Select(rule => rule.ExitCode!.Value).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.InRange(code, 10, 99));
    }
}
