using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5005EscapedCollectionAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5005EscapedCollectionFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Collections that are changed under a lock and handed out without it.</summary>
public sealed class UNR5005EscapedCollectionTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Linq;
        using System.Threading;

        public class C
        {
            private readonly object _gate = new();
            private readonly List<int> _list = new();
            private readonly Dictionary<int, string> _map = new();
            private ImmutableList<int> _fixed = ImmutableList<int>.Empty;

            public void Add(int x) { lock (_gate) { _list.Add(x); _map[x] = ""; _fixed = _fixed.Add(x); } }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("public List<int> All { get { lock (_gate) { return [|_list|]; } } }")]
    [InlineData("public List<int> All => [|_list|];")]
    [InlineData("public IReadOnlyList<int> All => [|_list|];")]
    [InlineData("public IEnumerable<int> All() { lock (_gate) { return [|_list|]; } }")]
    [InlineData("public IReadOnlyList<int> All() => [|_list.AsReadOnly()|];")]
    [InlineData("public ReadOnlyCollection<int> All() => [|new ReadOnlyCollection<int>(_list)|];")]
    [InlineData("public IEnumerable<int> All() { lock (_gate) { return [|_list.Where(x => x > 1).Select(x => -x)|]; } }")]
    [InlineData("public ICollection<int> Keys { get { lock (_gate) { return [|_map.Keys|]; } } }")]
    [InlineData("public IEnumerable<string> Values { get { lock (_gate) { return [|_map.Values|]; } } }")]
    [InlineData("public IReadOnlyDictionary<int, string> Map => [|this._map|];")]
    [InlineData("internal List<int> All() => [|_list|];")]
    public Task HandedOut_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return _list.ToArray(); } } }")]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return _list.Where(x => x > 1).ToList(); } } }")]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return new List<int>(_list); } } }")]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return [.. _list]; } } }")]
    [InlineData("public IReadOnlyList<int> All => _fixed;")]
    [InlineData("private List<int> All() => _list; public int N() { lock (_gate) { return All().Count; } }")]
    [InlineData("public int Count { get { lock (_gate) { return _list.Count; } } }")]
    [InlineData("public bool Has(int x) { lock (_gate) { return _list.Contains(x); } }")]
    [InlineData("public int First(int x) { lock (_gate) { return _list.Where(y => y > x).First(); } }")]
    [InlineData("public object SyncRoot => _list;")]
    [InlineData("internal List<int> AllNoLock() => _list;")]
    [InlineData("private readonly List<int> _own = new(); public List<int> Own => _own;")] // no lock at all
    [InlineData("private List<int> _copied = new(); public void Set(int x) { lock (_gate) { _copied = new List<int>(_copied) { x }; } } public List<int> Copied => _copied;")]
    public Task CopiedOrKept_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public List<int> All { get { lock (_gate) { return [|_list|]; } } }", "public List<int> All { get { lock (_gate) { return new List<int>(_list); } } }")]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return [|_list|]; } } }", "public IReadOnlyList<int> All { get { lock (_gate) { return _list.ToArray(); } } }")]
    [InlineData("public IReadOnlyList<int> All { get { lock (_gate) { return [|_list.AsReadOnly()|]; } } }", "public IReadOnlyList<int> All { get { lock (_gate) { return _list.ToArray(); } } }")]
    [InlineData("public IEnumerable<int> All() { lock (_gate) { return [|_list.Where(x => x > 1)|]; } }", "public IEnumerable<int> All() { lock (_gate) { return _list.Where(x => x > 1).ToArray(); } }")]
    [InlineData("public IReadOnlyDictionary<int, string> Map { get { lock (_gate) { return [|_map|]; } } }", "public IReadOnlyDictionary<int, string> Map { get { lock (_gate) { return new Dictionary<int, string>(_map); } } }")]
    public Task Fix_ReturnsACopy(string members, string repaired) => Verify.Fix(Type(members), Type(repaired));

    [Fact]
    public Task Fix_TakesTheLockToo() => Verify.Fix(
        Type("public IReadOnlyList<int> All => [|_list|];"),
        Type("""
        public IReadOnlyList<int> All
            {
                get
                {
                    lock (_gate)
                    {
                        return _list.ToArray();
                    }
                }
            }
        """));
}
