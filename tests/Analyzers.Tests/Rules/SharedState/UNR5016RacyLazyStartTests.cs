using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5016RacyLazyStartAnalyzer,
    Unravel.CodeFixes.Rules.SharedState.UNR5016RacyLazyStartFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Fields that are made on first use, without a lock, by threads that do not know of each other.</summary>
public sealed class UNR5016RacyLazyStartTests
{
    private const string Evidence = "public void Count() { lock (_gate) { _n++; } }";

    private static string Type(string members, string evidence = Evidence) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Text.RegularExpressions;
        using System.Threading;
        using System.Threading.Tasks;

        class Settings { public string Name = ""; }

        class C
        {
            List<int>? _list;
            Dictionary<int, int>? _map;
            ConcurrentDictionary<int, int>? _safe;
            SemaphoreSlim? _semaphore;
            CancellationTokenSource? _source;
            object? _lock;
            FileStream? _file;
            Task<int>? _task;
            string? _text;
            Regex? _regex;
            Settings? _settings;
            int? _number;
            volatile List<int>? _volatile;
            [ThreadStatic] static List<int>? t_list;
            static List<int>? s_list;
            static C? s_instance;
            readonly object _gate = new();
            int _n;
            static Task<int> LoadAsync() => Task.Run(() => 1);
            static FileStream Open() => File.OpenRead("a");
            {{members}}
            {{evidence}}
        }
        """;

    [Theory]
    [InlineData("public void Add(int x) { [|_list ??= new()|]; _list.Add(x); }")]
    [InlineData("public void Add(int x) { if (_list == null) { [|_list = new List<int>()|]; } _list.Add(x); }")]
    [InlineData("public void Add(int x) { if (_list is null) [|_list = new List<int>()|]; _list.Add(x); }")]
    [InlineData("public void Add(int x) { if (null == this._list) [|this._list = new()|]; _list.Add(x); }")]
    [InlineData("public void Add(int x) { if (_list != null) { } else { [|_list = new()|]; } _list.Add(x); }")]
    [InlineData("public void Add(int x) { ([|_list ??= new()|]).Add(x); }")]
    [InlineData("public List<int> All() { return [|_list ??= new List<int>()|]; }")]
    [InlineData("public List<int> All => [|_list ?? (_list = new List<int>())|];")]
    [InlineData("public List<int> All { get { if (_list != null) return _list; [|_list = new()|]; return _list; } } public void Add(int x) { All.Add(x); _list!.Add(x); }")]
    [InlineData("public void Set(int x) { [|_map ??= new()|]; _map[x] = 1; }")]
    [InlineData("public int Get(int x) { [|_safe ??= new()|]; return _safe.GetOrAdd(x, 1); }")]
    [InlineData("public Task Enter() { [|_semaphore ??= new SemaphoreSlim(1, 1)|]; return _semaphore.WaitAsync(); }")]
    [InlineData("public void Stop() => ([|_source ??= new()|]).Cancel();")]
    [InlineData("public object Lock => [|_lock ??= new object()|];")]
    [InlineData("public FileStream File1 => [|_file ??= Open()|];")]
    [InlineData("public Task<int> Get() => [|_task ??= LoadAsync()|];")]
    [InlineData("public static void Add(int x) { [|s_list ??= new()|]; s_list.Add(x); }")]
    [InlineData("public static C Instance => [|s_instance ??= new C()|];")]
    [InlineData("public static C Instance { get { if (s_instance == null) { [|s_instance = new C()|]; } return s_instance; } }")]
    [InlineData("public List<int>? Items { get; private set; } public void Add(int x) { [|Items ??= new()|]; Items.Add(x); }")]
    public Task MadeByTwo_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("public void Start() { Task.Run(() => { [|s_list ??= new()|]; s_list.Add(1); }); }")]
    [InlineData("volatile int _flag; public void Add(int x) { [|_list ??= new()|]; _list.Add(x); _flag = 1; }")]
    [InlineData("public void Add(int x) { [|_list ??= new()|]; _list.Add(x); } public void N() { Interlocked.Increment(ref _n); }")]
    public Task OtherEvidence_Counts(string members) => Verify.Analyzer(Type(members, ""));

    [Theory]
    [InlineData("public void Add(int x) { _list ??= new(); _list.Add(x); }")]
    [InlineData("public static C Instance => s_instance ??= new C();")]
    [InlineData("public Task<int> Get() => _task ??= LoadAsync();")]
    public Task WithoutEvidenceOfThreads_IsSilent(string members) => Verify.Analyzer(Type(members, ""));

    [Theory]
    [InlineData("public string Text => _text ??= \"a\" + _n;")] // an immutable object: both are alike
    [InlineData("public Regex Pattern => _regex ??= new Regex(\"a\");")]
    [InlineData("public int Number => _number ??= 3;")]
    [InlineData("public IReadOnlyList<int> All => _list ??= Enumerable.Range(0, 9).ToList();")] // computed, and nobody adds to it
    [InlineData("public IReadOnlyList<int> All() { if (_list == null) { var list = new List<int>(); list.Add(1); _list = list; } return _list; }")]
    [InlineData("public void Load() { if (_list == null) { _list = new List<int>(); _list.Add(1); _list.Add(2); } }")] // made whole by each
    [InlineData("public void Load() { if (_list == null || _list.Count == 0) { if (_list == null) { _list = new List<int>(); } for (var i = 0; i < 9; i++) { _list.Add(i); } } }")]
    [InlineData("public void Load() { if (_list == null) { _list = new List<int>(); _list.Add(1); } } public void Reset() { _list?.Clear(); }")]
    [InlineData("FileStream? _first; public void Keep() { if (_first == null) { _first = _file; } }")] // nothing is made
    [InlineData("public Settings Get() => _settings ??= new Settings();")]
    [InlineData("public Task<int> Get() => _task ??= Task.FromResult(1);")]
    [InlineData("public void Add(int x) { lock (_gate) { _list ??= new(); _list.Add(x); } }")]
    [InlineData("public void Add(int x) { if (_list == null) { lock (_gate) { if (_list == null) { _list = new(); } } } }")]
    [InlineData("public void Add(int x) { lock (_gate) { Make(); } } void Make() { _list ??= new(); _list.Add(1); }")]
    [InlineData("void MakeLocked() { _list ??= new(); _list.Add(1); }")]
    [InlineData("public void Add(int x) { _list ??= new(); _list.Add(x); } public int N() { lock (_gate) { return _list!.Count; } }")] // UNR5003
    [InlineData("public C() { _list ??= new(); _list.Add(1); }")]
    [InlineData("public C() { Make(); } void Make() { _list ??= new(); _list.Add(1); }")]
    [InlineData("public void Add(int x) { _volatile ??= new(); }")]
    [InlineData("public static void Add(int x) { t_list ??= new(); t_list.Add(x); }")]
    [InlineData("public void Add(int x) { LazyInitializer.EnsureInitialized(ref _list, () => new()).Add(x); }")]
    [InlineData("public void Add(int x) { if (_list == null) { Interlocked.CompareExchange(ref _list, new(), null); } _list!.Add(x); }")]
    [InlineData("public void Replace(int x) { if (_list == null || _list.Count > x) { _list = new(); } }")] // a refresh, and not the first use
    [InlineData("public void Replace() { _list = new(); _list.Add(1); }")]
    [InlineData("public void M() { List<int>? list = null; list ??= new(); list.Add(1); }")]
    [InlineData("public void M(C other) { other._list ??= new(); other._list.Add(1); }")]
    public Task HarmlessOrProtected_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task InANestedType_TheLockOfTheOuterOneSaysNothing() => Verify.Analyzer(Type("class Inner { List<int>? _own; public void Add() { _own ??= new(); _own.Add(1); } }"));

    [Fact]
    public Task Fix_UsesLazyInitializer() => Verify.Fix(
        Type("""
            public void Add(int x) { [|_list ??= new()|]; _list.Add(x); }
                public List<int> Get() => [|_list ?? (_list = new List<int>())|];
                public void Put(int x)
                {
                    // made on first use
                    if (_map == null)
                    {
                        [|_map = new Dictionary<int, int>(7)|];
                    }

                    _map[x] = 1;
                }
                public void Late() { if (_lock == null) { [|_lock = new object()|]; Count(); } }
            """),
        Type("""
            public void Add(int x) { LazyInitializer.EnsureInitialized(ref _list, () => new List<int>()); _list.Add(x); }
                public List<int> Get() => LazyInitializer.EnsureInitialized(ref _list, () => new List<int>());
                public void Put(int x)
                {
                    // made on first use
                    LazyInitializer.EnsureInitialized(ref _map, () => new Dictionary<int, int>(7));

                    _map[x] = 1;
                }
                public void Late() { if (_lock == null) { LazyInitializer.EnsureInitialized(ref _lock, () => new object()); Count(); } }
            """));

    [Theory]
    [InlineData("public Task<int> Get() => [|_task ??= LoadAsync()|];")] // started twice all the same
    [InlineData("public FileStream File1 => [|_file ??= Open()|];")] // nobody would close the second one
    [InlineData("public List<int>? Items { get; private set; } public void Add(int x) { [|Items ??= new()|]; Items.Add(x); }")] // no reference to a property
    public Task Fix_IsNotOffered(string members) => Verify.NoFix(Type(members));
}
