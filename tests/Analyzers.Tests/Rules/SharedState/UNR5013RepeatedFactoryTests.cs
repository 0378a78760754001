using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5013RepeatedFactoryAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

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
    [InlineData("SemaphoreSlim", "_map.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));")] // a second one leaves nothing open
    [InlineData("Task<int>", "_map.GetOrAdd(key, k => Task.FromResult(1));")]
    [InlineData("FileStream", "var stream = File.OpenRead(key); _map.GetOrAdd(key, _ => stream);")]
    [InlineData("FileStream", "_map.AddOrUpdate(key, File.OpenRead(key), (_, old) => old);")]
    [InlineData("int", "lock (_gate) { _map.GetOrAdd(key, k => ++_count); }")]
    [InlineData("int", "var map = new ConcurrentDictionary<string, int>(); map.GetOrAdd(key, k => ++_count);")]
    public Task PureFactory_IsSilent(string value, string body) => Verify.Analyzer(Type(value, body));
}
