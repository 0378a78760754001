using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5026MutableAmbientAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Collections in an AsyncLocal.</summary>
public sealed class UNR5026MutableAmbientTests
{
    private static string Type(string body) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text;
        using System.Threading;

        class C
        {
            static readonly AsyncLocal<List<int>?> s_list = new();
            readonly AsyncLocal<Dictionary<string, int>> _map = new();
            readonly AsyncLocal<Stack<int>> _stack = new();
            readonly AsyncLocal<int[]> _array = new();
            readonly AsyncLocal<StringBuilder> _text = new();
            readonly AsyncLocal<ImmutableList<int>> _immutable = new();
            readonly AsyncLocal<ConcurrentDictionary<string, int>> _concurrent = new();
            readonly AsyncLocal<string> _name = new();
            readonly ThreadLocal<List<int>> _local = new();
            readonly object _gate = new();
            void M() { {{body}} }
        }
        """;

    [Theory]
    [InlineData("[|s_list.Value!.Add(1)|];")]
    [InlineData("s_list.Value?[|.Add(1)|];")]
    [InlineData("[|_map.Value.Remove(\"a\")|];")]
    [InlineData("[|_map.Value[\"a\"] = 1|];")]
    [InlineData("[|_stack.Value.Push(1)|]; [|_stack.Value.Pop()|];")]
    [InlineData("[|_text.Value.Append(1)|];")]
    public Task ChangeOfTheSharedObject_IsReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("s_list.Value = new List<int> { 1 };")]
    [InlineData("s_list.Value = [.. s_list.Value ?? [], 1];")]
    [InlineData("_immutable.Value = _immutable.Value.Add(1);")]
    [InlineData("_concurrent.Value[\"a\"] = 1; _concurrent.Value.TryAdd(\"b\", 2);")]
    [InlineData("_name.Value = _name.Value.Replace('a', 'b');")]
    [InlineData("_local.Value!.Add(1);")]
    [InlineData("var n = s_list.Value!.Count; var has = _map.Value.ContainsKey(\"a\");")]
    [InlineData("lock (_gate) { s_list.Value!.Add(1); }")]
    public Task NewValueOrSafeType_IsSilent(string body) => Verify.Analyzer(Type(body));
}
