using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5013RepeatedFactoryAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5013RepeatedFactoryFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Factories of concurrent dictionaries that do more than make a value.</summary>
public sealed class UNR5013RepeatedFactoryTests
{
    private static string Type(string value, string body) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            readonly ConcurrentDictionary<string, {{value}}> _map = new();
            readonly List<string> _log = new();
            readonly object _gate = new();
            int _count;
            static Task<int> Load(string key) => Task.FromResult(key.Length);
            static async Task<int> LoadAsync(string key) { await Task.Yield(); return 1; }
            void M(string key) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("int", "_map.GetOrAdd(key, [|k => { _count++; return 1; }|]);")]
    [InlineData("int", "_map.GetOrAdd(key, [|k => ++_count|]);")]
    [InlineData("int", "var made = 0; _map.GetOrAdd(key, [|k => { made = 1; return 1; }|]);")]
    [InlineData("int", "_map.GetOrAdd(key, [|k => { _log.Add(k); return 1; }|]);")]
    [InlineData("int", "_map.AddOrUpdate(key, 1, [|(k, old) => { _log.Remove(k); return old + 1; }|]);")]
    [InlineData("int", "_map.AddOrUpdate(key, [|k => { _count = 5; return 1; }|], (k, old) => old);")]
    [InlineData("int", "_map.GetOrAdd(key, [|k => { new List<int> { 1 }.ForEach(n => _count += n); return 1; }|]);")]
    public Task Effect_IsReported(string value, string body) => Verify.Analyzer(Type(value, body));

    [Theory]
    [InlineData("Task<int>", "_map.GetOrAdd(key, [|k => Load(k)|]);")]
    [InlineData("Task<int>", "_map.GetOrAdd(key, [|LoadAsync|]);")]
    [InlineData("Task<int>", "_map.GetOrAdd(key, [|async k => { await Task.Yield(); return 1; }|]);")]
    [InlineData("Task", "_map.GetOrAdd(key, [|k => Task.Run(() => { })|]);")]
    [InlineData("FileStream", "_map.GetOrAdd(key, [|k => File.OpenRead(k)|]);")]
    [InlineData("FileStream", "_map.GetOrAdd(key, [|k => new FileStream(k, FileMode.Open)|]);")]
    [InlineData("IDisposable", "_map.GetOrAdd(key, [|k => new FileStream(k, FileMode.Open)|]);")]
    [InlineData("Timer", "_map.GetOrAdd(key, [|k => { var timer = new Timer(_ => { }); return timer; }|]);")]
    public Task TaskOrResource_IsReported(string value, string body) => Verify.Analyzer(Type(value, body));

    [Theory]
    [InlineData("int", "_map.GetOrAdd(key, k => k.Length);")]
    [InlineData("int", "_map.GetOrAdd(key, 5);")]
    [InlineData("List<string>", "_map.GetOrAdd(key, _ => new List<string>());")]
    [InlineData("List<string>", "_map.GetOrAdd(key, k => { var list = new List<string>(); list.Add(k); return list; });")]
    [InlineData("int[]", "_map.GetOrAdd(key, k => { var all = new int[2]; all[0] = 1; return all; });")]
    [InlineData("C", "_map.GetOrAdd(key, k => new C { _count = 1 });")]
    [InlineData("Lazy<Task<int>>", "_map.GetOrAdd(key, k => new Lazy<Task<int>>(() => LoadAsync(k)));")]
    [InlineData("Lazy<int>", "_map.GetOrAdd(key, k => new Lazy<int>(() => ++_count));")]
    [InlineData("SemaphoreSlim", "_map.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));")] // a second one leaves nothing open
    [InlineData("Task<int>", "_map.GetOrAdd(key, k => Task.FromResult(1));")]
    [InlineData("FileStream", "var stream = File.OpenRead(key); _map.GetOrAdd(key, _ => stream);")]
    [InlineData("FileStream", "_map.AddOrUpdate(key, File.OpenRead(key), (_, old) => old);")]
    [InlineData("int", "lock (_gate) { _map.GetOrAdd(key, k => ++_count); }")]
    [InlineData("int", "var map = new ConcurrentDictionary<string, int>(); map.GetOrAdd(key, k => ++_count);")]
    public Task PureFactory_IsSilent(string value, string body) => Verify.Analyzer(Type(value, body));

    [Fact]
    public Task Values_BecomeLazyAtEveryUse() => Verify.Fix(
        Cache("private readonly ConcurrentDictionary<string, Task<int>> _map = new();", """
            Task<int> Get(string name) => _map.GetOrAdd(name, [|k => LoadAsync(k)|]);

                async Task<int> SumAsync(string name)
                {
                    var first = await _map.GetOrAdd(name, [|async k =>
                    {
                        await Task.Yield();
                        return k.Length;
                    }|]);
                    var second = await _map.GetOrAdd(name, [|LoadAsync|]);
                    _map["none"] = Task.FromResult(0);
                    _map.TryAdd("one", Task.FromResult(1));
                    if (_map.ContainsKey("one") && _map.TryRemove("one", out _))
                    {
                        _map.Clear();
                    }

                    return first + second + await _map["none"] + _map.Count;
                }
            """),
        Cache("private readonly ConcurrentDictionary<string, Lazy<Task<int>>> _map = new();", """
            Task<int> Get(string name) => _map.GetOrAdd(name, k => new Lazy<Task<int>>(() => LoadAsync(k))).Value;

                async Task<int> SumAsync(string name)
                {
                    var first = await _map.GetOrAdd(name, k => new Lazy<Task<int>>(async () =>
                    {
                        await Task.Yield();
                        return k.Length;
                    })).Value;
                    var second = await _map.GetOrAdd(name, key => new Lazy<Task<int>>(() => LoadAsync(key))).Value;
                    _map["none"] = new Lazy<Task<int>>(Task.FromResult(0));
                    _map.TryAdd("one", new Lazy<Task<int>>(Task.FromResult(1)));
                    if (_map.ContainsKey("one") && _map.TryRemove("one", out _))
                    {
                        _map.Clear();
                    }

                    return first + second + await _map["none"].Value + _map.Count;
                }
            """));

    [Fact]
    public Task EffectAndArgument_StayInTheFactory() => Verify.Fix(
        Cache("static readonly ConcurrentDictionary<string, int> s_map = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);", """
            int Get(string name) => s_map.GetOrAdd(name, [|(k, more) => { _count++; return k.Length + more; }|], 3);
            """),
        Cache("static readonly ConcurrentDictionary<string, Lazy<int>> s_map = new ConcurrentDictionary<string, Lazy<int>>(StringComparer.Ordinal);", """
            int Get(string name) => s_map.GetOrAdd(name, (k, more) => new Lazy<int>(() => { _count++; return k.Length + more; }), 3).Value;
            """));

    [Fact]
    public Task Statement_AsksForTheValueToo() => Verify.Fix(
        Cache("readonly ConcurrentDictionary<string, int> _map = new();", "void Touch(string name) { _map.GetOrAdd(name, [|_ => ++_count|]); }"),
        Cache("readonly ConcurrentDictionary<string, Lazy<int>> _map = new();", "void Touch(string name) { _ = _map.GetOrAdd(name, _ => new Lazy<int>(() => ++_count)).Value; }"));

    [Theory]
    [InlineData("ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]);")] // may be replaced
    [InlineData("internal readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]);")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]); object All() => _map.Values;")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]); bool Try(string k, out int v) => _map.TryGetValue(k, out v);")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]); void Add(string k) => _map[k]++;")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]); int Next(string k) => _map.AddOrUpdate(k, 1, (_, old) => old + 1);")]
    [InlineData("readonly ConcurrentDictionary<string, int> _map = new();", "int Get(string k) => _map.GetOrAdd(k, [|_ => ++_count|]); object Map => _map;")]
    [InlineData("readonly ConcurrentDictionary<string, Task<int>> _map = new();", "Func<string, Task<int>> _make = LoadAsync; Task<int> Get(string k) => _map.GetOrAdd(k, _make); Task<int> Other(string k) => _map.GetOrAdd(k, [|LoadAsync|]);")]
    public Task OtherUses_AreNotRepaired(string field, string members) => Verify.NoFix(Cache(field, members));

    private static string Cache(string field, string members) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Threading.Tasks;

        class Cache
        {
            {{field}}
            int _count;

            static async Task<int> LoadAsync(string key) { await Task.Yield(); return 1; }

            {{members}}
        }
        """;
}
