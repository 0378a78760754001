using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5012LinqSnapshotAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5012LinqSnapshotFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>LINQ operators that copy a shared concurrent dictionary by its count.</summary>
public sealed class UNR5012LinqSnapshotTests
{
    private static string Type(string members) => $$"""
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Linq;

        class C
        {
            readonly ConcurrentDictionary<string, int> _map = new();
            readonly IDictionary<string, int> _typed = new ConcurrentDictionary<string, int>();
            readonly IReadOnlyDictionary<string, int> _view = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
            readonly IDictionary<string, int> _plain = new Dictionary<string, int>();
            readonly object _gate = new();
            ConcurrentDictionary<string, int> Map => _map;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("object M() => [|_map.ToList()|];")]
    [InlineData("object M() => [|_map.OrderBy(x => x.Key)|].Select(x => x.Value).ToList();")]
    [InlineData("object M() => [|_map.OrderByDescending(x => x.Value)|].First();")]
    [InlineData("object M() => [|_map.Reverse()|];")]
    [InlineData("object M() => [|Map.ToList()|];")]
    [InlineData("object M() => [|Enumerable.ToArray(_map)|];")]
    [InlineData("object M() => [|_typed.ToList()|];")]
    [InlineData("object M() => [|_typed.ToArray()|];")]
    [InlineData("object M() => [|_view.ToList()|];")]
    [InlineData("object M() => [|new List<KeyValuePair<string, int>>(_map)|];")]
    [InlineData("object M(C other) => [|other._map.ToList()|];")]
    [InlineData("void M() { foreach (var pair in [|_map.ToList()|]) { } }")]
    public Task CopyByCount_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("object M() => _map.ToArray();")]
    [InlineData("object M() => _map.ToArray().OrderBy(x => x.Key).ToList();")]
    [InlineData("object M() => _map.Keys.ToList();")] // a snapshot already
    [InlineData("object M() => _map.Values.ToArray();")]
    [InlineData("object M() => _map.Select(x => x.Value).ToList();")]
    [InlineData("object M() => _map.Where(x => x.Value > 3).OrderBy(x => x.Key).ToArray();")]
    [InlineData("object M() => _map.ToDictionary(x => x.Key, x => x.Value);")]
    [InlineData("object M() => _plain.ToList();")]
    [InlineData("object M() { var map = new ConcurrentDictionary<string, int>(); return map.ToList(); }")] // filled by then
    [InlineData("object M() { lock (_gate) { return _map.ToList(); } }")]
    [InlineData("public object M() { lock (_gate) { return H(); } } object H() => _map.ToList();")]
    [InlineData("C() { _map.ToList(); }")]
    [InlineData("void M() { foreach (var pair in _map) { } }")]
    public Task OtherWays_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_CopiesFirst() => Verify.Fix(
        Type("object M() => [|_map.ToList()|]; object N() => [|_map.OrderBy(x => x.Key)|].First(); object O() => [|new List<KeyValuePair<string, int>>(_map)|];"),
        Type("object M() => _map.ToArray().ToList(); object N() => _map.ToArray().OrderBy(x => x.Key).First(); object O() => new List<KeyValuePair<string, int>>(_map.ToArray());"));

    [Fact]
    public Task Fix_IsNotOfferedForAnInterface() => Verify.NoFix(Type("object M() => [|_typed.ToList()|];"));
}
