using Unravel.Catalog;

namespace Unravel.Repository.Tests.Plan;

/// <summary>docs/rules/ids.tsv gives every id one fault, and the catalogue keeps to it.</summary>
public sealed class RuleIdTests
{
    private readonly IReadOnlyList<string[]> _ids = Tsv.Rows("docs/rules/ids.tsv", "id", "fault", "faces");

    [Fact]
    public void EveryFault_HasOneId()
    {
        Assert.Equal(_ids.Count, _ids.Select(row => row[0]).Distinct().Count());
        Assert.Equal(_ids.Count, _ids.Select(row => row[1]).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void IdsOfABlock_AreDense()
    {
        foreach (var block in _ids.Select(row => int.Parse(row[0][3..])).GroupBy(id => id / 1000))
        {
            Assert.True(Enum.IsDefined((Category)block.Key), $"No category {block.Key}.");
            Assert.Equal(Enumerable.Range((block.Key * 1000) + 1, block.Count()), block);
        }
    }

    [Fact]
    public void Faces_AreKnownWords() =>
        Assert.All(_ids, row => Assert.Contains(row[2], new[] { "code", "run time", "both" }));

    [Fact]
    public void FaultsWithoutSourceForm_AreSeenAtRunTimeOnly() =>
        Assert.All(_ids.Where(row => row[0].StartsWith("UNR9", StringComparison.Ordinal)), row => Assert.Equal("run time", row[2]));

    /// <summary>A fault planned with both faces comes with one first, and gets the other later.</summary>
    [Fact]
    public void EveryFaceOfTheCatalogue_IsPlanned()
    {
        var planned = _ids.ToDictionary(row => row[0], row => row[2]);
        Assert.All(Catalog.Rules.All, rule =>
        {
            Assert.True(planned.TryGetValue(rule.Id, out var faces), $"{rule.Id} is not in docs/rules/ids.tsv.");
            Assert.Contains(Words(rule.Faces), faces == "both" ? ["both", "code", "run time"] : new[] { faces });
        });
    }

    private static string Words(Faces faces) => faces switch
    {
        Faces.Both => "both",
        Faces.RunTime => "run time",
        _ => "code",
    };
}
