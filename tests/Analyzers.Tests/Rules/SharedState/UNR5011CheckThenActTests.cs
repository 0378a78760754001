using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5011CheckThenActAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5011CheckThenActFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Questions to a concurrent collection and acts on the answer, in two calls.</summary>
public sealed class UNR5011CheckThenActTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Threading;

        class C
        {
            readonly ConcurrentDictionary<string, int> _map = new(), _other = new();
            readonly ConcurrentDictionary<string, object> _objects = new();
            readonly ConcurrentQueue<int> _queue = new();
            readonly ConcurrentStack<int> _stack = new();
            readonly BlockingCollection<int> _blocking = new();
            readonly Dictionary<string, int> _plain = new();
            readonly object _gate = new();
            static int Make(string key) => key.Length;
            static void Use(int value) { }
            int M(string key, string key2, C other) { {{body}} return 0; }
        }
        """;

    [Theory]
    [InlineData("if (!_map.ContainsKey(key)) { [|_map[key]|] = Make(key); }")]
    [InlineData("if (!_map.ContainsKey(key)) [|this._map[key]|] = 1;")]
    [InlineData("if (_map.ContainsKey(key)) { return [|_map[key]|]; }")]
    [InlineData("return _map.ContainsKey(key) ? [|_map[key]|] : 0;")]
    [InlineData("if (_map.ContainsKey(key) && key.Length > 3) { Use([|_map[key]|]); }")]
    [InlineData("if (_map.ContainsKey(key)) { [|_map.TryRemove(key, out var value)|]; Use(value); }")]
    [InlineData("if (!_map.TryGetValue(key, out var value)) { value = Make(key); [|_map[key]|] = value; } return value;")]
    [InlineData("if (!_objects.TryGetValue(key, out var value)) { value = new(); [|_objects.TryAdd(key, value)|]; } lock (value) { }")]
    [InlineData("if (_map.TryGetValue(key, out var value)) { [|_map[key]|] = value + 1; } else { _map[key] = 1; }")]
    [InlineData("if (_map.TryGetValue(key, out var value)) { return value; } value = Make(key); [|_map[key]|] = value; return value;")]
    [InlineData("if (_map.ContainsKey(key)) { throw new InvalidOperationException(); } [|_map[key]|] = 1;")]
    [InlineData("if (other._map.ContainsKey(key)) { return [|other._map[key]|]; }")]
    [InlineData("if (_queue.Count > 0) { [|_queue.TryDequeue(out var item)|]; Use(item); }")]
    [InlineData("if (!_queue.IsEmpty) { [|_queue.TryDequeue(out var item)|]; Use(item); }")]
    [InlineData("if (!_stack.IsEmpty) { [|_stack.TryPop(out var item)|]; Use(item); }")]
    [InlineData("if (_queue.TryPeek(out var first) && first > 3) { [|_queue.TryDequeue(out var item)|]; Use(item); }")]
    [InlineData("if (_blocking.Count > 0) { Use([|_blocking.Take()|]); }")]
    public Task ActOnAnOldAnswer_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("[|_map[key]++|];")]
    [InlineData("[|_map[key] += 2|];")]
    [InlineData("[|_map[key] = _map[key] + 1|];")]
    public Task UpdateInTwoSteps_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("if (!_map.TryAdd(key, 1)) { Use(1); }")]
    [InlineData("if (!_map.TryGetValue(key, out var value)) { value = Make(key); _map.TryAdd(key, value); } return value;")] // a cache of values
    [InlineData("if (_map.TryGetValue(key, out var value)) { return value; } return _map.GetOrAdd(key, Make);")]
    [InlineData("if (!_map.ContainsKey(key)) { _map.TryAdd(key, 1); }")] // adds or does not: nothing relies on it
    [InlineData("if (_map.ContainsKey(key)) { _map.TryRemove(key, out _); }")]
    [InlineData("if (!_map.ContainsKey(key)) { if (_map.TryAdd(key, 1)) { Use(1); } }")]
    [InlineData("if (!_queue.IsEmpty) { if (_queue.TryDequeue(out var item)) { Use(item); } }")]
    [InlineData("while (!_queue.IsEmpty && _queue.TryDequeue(out var item)) { Use(item); }")]
    [InlineData("if (_map.ContainsKey(key)) { return _map.TryGetValue(key, out var value) ? value : 0; }")]
    [InlineData("if (_map.TryGetValue(key, out var value)) { Use(value); _map[key] = 5; }")] // does not depend on what was there
    public Task TryThatIsLookedAt_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("if (_map.ContainsKey(key)) { _map[key2] = 1; }")]
    [InlineData("if (_map.ContainsKey(key)) { _other[key] = 1; }")]
    [InlineData("if (_map.ContainsKey(key)) { other._map[key] = 1; }")]
    [InlineData("if (_map.IsEmpty) { _map[key] = 1; }")]
    [InlineData("if (_queue.Count < 10) { _queue.Enqueue(1); }")] // a soft limit
    [InlineData("_map[key] = _map[key2] + 1;")]
    [InlineData("_map[key] = _other[key] + 1;")]
    public Task AnotherKeyOrCollection_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock (_gate) { if (!_map.ContainsKey(key)) { _map[key] = 1; } _map[key]++; }")]
    [InlineData("Monitor.Enter(_gate); if (!_map.ContainsKey(key)) { _map[key] = 1; } Monitor.Exit(_gate);")]
    [InlineData("var map = new ConcurrentDictionary<string, int>(); if (!map.ContainsKey(key)) { map[key] = 1; } map[key]++;")]
    [InlineData("if (!_plain.ContainsKey(key)) { _plain[key] = 1; } _plain[key]++;")]
    public Task UnderALockOrUnshared_IsSilent(string body) => Verify.Analyzer(Member(body));

    [Fact]
    public Task HelperThatIsCalledUnderALock_IsSilent() => Verify.Analyzer(
        Member("lock (_gate) { Store(key); }").Replace(
            "static void Use", "void Store(string key) { if (!_map.ContainsKey(key)) { _map[key] = 1; } _map[key]++; } static void Use", StringComparison.Ordinal));

    [Fact]
    public Task Fix_UsesTryAdd() => Verify.Fix(
        Member("/* a */ if (!_map.ContainsKey(key)) { [|_map[key]|] = Make(key); } /* b */ if (!_map.ContainsKey(key)) [|_map[key]|] = 1;"),
        Member("/* a */ _map.TryAdd(key, Make(key)); /* b */ _map.TryAdd(key, 1);"));

    [Theory]
    [InlineData("if (_map.ContainsKey(key)) { Use([|_map[key]|]); Use(1); }", "if (_map.TryGetValue(key, out var value)) { Use(value); Use(1); }")]
    [InlineData("if (this._map.ContainsKey(key)) { Use([|_map[key]|]); } else { Use(_map[key]); }", "if (this._map.TryGetValue(key, out var value)) { Use(value); } else { Use(_map[key]); }")]
    [InlineData("return _map.ContainsKey(key) ? [|_map[key]|] : 0;", "return _map.TryGetValue(key, out var value) ? value : 0;")]
    [InlineData("if (_map.ContainsKey(key) && key.Length > 3) { Use([|_map[key]|]); }", "if (_map.TryGetValue(key, out var value) && key.Length > 3) { Use(value); }")]
    [InlineData("var value = 1; if (_map.ContainsKey(key)) { return [|_map[key]|] + value; }", "var value = 1; if (_map.TryGetValue(key, out var value2)) { return value2 + value; }")]
    [InlineData("if (_map.ContainsKey(key)) { [|_map.TryRemove(key, out var value)|]; Use(value); }", "if (_map.TryRemove(key, out var value)) { Use(value); }")]
    [InlineData("if (!_queue.IsEmpty) { [|_queue.TryDequeue(out var item)|]; Use(item); }", "if (_queue.TryDequeue(out var item)) { Use(item); }")]
    [InlineData("if (_queue.Count > 0) { [|_queue.TryDequeue(out var item)|]; Use(item); } else { Use(2); }", "if (_queue.TryDequeue(out var item)) { Use(item); } else { Use(2); }")]
    [InlineData("if (!_map.TryGetValue(key, out var value)) { value = Make(key); [|_map[key]|] = value; } return value;", "var value = _map.GetOrAdd(key, _ => Make(key)); return value;")]
    [InlineData("int value; if (!_map.TryGetValue(key, out value)) { value = Make(key); [|_map[key]|] = value; } return value;", "int value; value = _map.GetOrAdd(key, _ => Make(key)); return value;")]
    [InlineData("if (!_objects.TryGetValue(key, out var value)) { value = new(); [|_objects.TryAdd(key, value)|]; } lock (value) { }", "var value = _objects.GetOrAdd(key, _ => new()); lock (value) { }")]
    public Task Fix_AsksAndActsInOneCall(string body, string repaired) => Verify.Fix(Member(body), Member(repaired));

    [Theory]
    [InlineData("if (_map.ContainsKey(key) && key.Length > 3) { [|_map.TryRemove(key, out var value)|]; Use(value); }")] // would remove the short ones
    [InlineData("if (_map.ContainsKey(key)) { Use(1); [|_map.TryRemove(key, out var value)|]; Use(value); }")]
    [InlineData("if (!_map.TryGetValue(key, out var value)) { value = Make(key); Use(value); [|_map[key]|] = value; } return value;")]
    [InlineData("if (_queue.TryPeek(out var first) && first > 3) { [|_queue.TryDequeue(out var item)|]; Use(item); }")]
    [InlineData("if (_blocking.Count > 0) { Use([|_blocking.Take()|]); }")]
    [InlineData("if (_map.ContainsKey(key)) { if (_other.ContainsKey(key2)) { Use([|_map[key]|]); } }")] // the if around it asks for something else
    [InlineData("if (!_map.ContainsKey(key)) { if (!_other.ContainsKey(key)) { [|_map[key]|] = 1; } }")]
    [InlineData("if (!_map.ContainsKey(key)) { if (!_other.TryGetValue(key, out var value)) { value = Make(key); [|_map[key]|] = value; } }")]
    [InlineData("if (_map.ContainsKey(key)) { if (_map.ContainsKey(key2)) { [|_map.TryRemove(key, out var value)|]; Use(value); } }")]
    [InlineData("if (!_map.ContainsKey(key)) { [|_map[key]|] = 1; Use(1); }")]
    [InlineData("if (!_map.ContainsKey(key)) { [|_map[key]|] = 1; } else { Use(1); }")]
    [InlineData("if (_map.ContainsKey(key)) { [|_map[key]|] = 1; }")]
    public Task Fix_IsNotOfferedElsewhere(string body) => Verify.NoFix(Member(body));
}
