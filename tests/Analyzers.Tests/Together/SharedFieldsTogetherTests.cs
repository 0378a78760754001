namespace Unravel.Analyzers.Tests.Together;

/// <summary>All rules over fields that nothing protects: one line gets one message.</summary>
public class SharedFieldsTogetherTests
{
    [Theory]
    [InlineData("void Add(int x) { _list ??= new(); }\n public int N() => _list!.Count; public void Put() => _list!.Add(1);", "UNR5016")]
    [InlineData("ConcurrentDictionary<int, int> Map => _map ??= new();", "UNR5016")]
    [InlineData("void M() { if (_map == null) { _map = new(); } if (!_map.ContainsKey(1)) {\n _map[1] = 2; } }", "UNR5016 UNR5011")]
    [InlineData("void M() { if (_list == null) { lock (_gate) { _list = new(); } } }", "UNR4022")]
    [InlineData("void M() { _list ??= new();\n lock (_gate) { _list.Add(1); } }", "")] // once under the lock: too few to tell a guard
    [InlineData("Task<int> Load() => _task ??= Task.Run(() => 1);", "UNR5016")]
    [InlineData("void M() { s_count++; }", "UNR5017")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => s_count += x); }", "UNR5008")] // and not UNR5017
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => s_list ??= new()); }", "")]
    [InlineData("void M() { s_set = s_set.Add(1); }", "UNR5014")] // and not UNR5017
    [InlineData("void M() { s_volatile++; }", "UNR5006")]
    [InlineData("void M(decimal price) { lock (_gate) { _n++; } _price = price; }\n public decimal Price => _price;", "UNR5022")]
    [InlineData("void M(int[] xs) { Parallel.ForEach(xs, x => _price += x); }\n public decimal Price => _price;", "UNR5008")] // and not UNR5022
    [InlineData("void M(decimal by) { s_sum += by; }\n public decimal Sum => s_sum;", "UNR5017")] // and not UNR5022
    [InlineData("void End() { _semaphore.Wait(); _semaphore.Dispose(); }", "UNR7005")]
    [InlineData("void M() { using var gate = new SemaphoreSlim(1); _ = Task.Run(() => gate.WaitAsync()); }", "UNR2010")] // and not UNR7005
    public async Task OneFault_GetsOneMessage(string member, string ids)
    {
        var reports = await RunAll.Over($$"""
            using System.Collections.Concurrent;
            using System.Collections.Immutable;

            public class C
            {
                private readonly object _gate = new();
                private readonly SemaphoreSlim _semaphore = new(1, 1);
                private List<int>? _list;
                private ConcurrentDictionary<int, int>? _map;
                private Task<int>? _task;
                private decimal _price;
                private int _n;
                private static int s_count;
                private static decimal s_sum;
                private static volatile int s_volatile;
                private static List<int>? s_list;
                private static ImmutableList<int> s_set = ImmutableList<int>.Empty;
                public void Count() { lock (_gate) { _n++; } }
                public {{member}}
            }
            """);
        Assert.Equal(ids, string.Join(' ', reports.OrderBy(report => report.Location.SourceSpan.Start).Select(report => report.Id)));
    }

    [Fact]
    public async Task OfOneRequest_GetsOneMessage()
    {
        var reports = await RunAll.Over("""
            namespace Microsoft.AspNetCore.Mvc { public class ControllerBase { } }
            public class C : Microsoft.AspNetCore.Mvc.ControllerBase
            {
                private static Guid s_user;
                private static int s_hits;
                public Guid Get(Guid user)
                {
                    s_user = user;
                    s_hits++;
                    return Next();
                }
                private Guid Next() => s_hits > 1 ? s_user : default;
            }
            """);
        Assert.Equal(["UNR5017", "UNR5017"], reports.Select(report => report.Id));
    }

    [Theory]
    [InlineData("class C { object g; static int s; List<int> l; void M() { l ??= ; s += ; if (l == ) l = ; } }")]
    [InlineData("class C { object g; List<int> l; void M() { lock (g) { } if (l == null) { l = new( } ; return l ?? (l = ; } }")]
    [InlineData("class C { decimal d; void M() { Interlocked.Increment(; d = ; } decimal P => d; }")]
    [InlineData("class C { SemaphoreSlim s; void Dispose() { s.Dispose(; s?.Dispose( } void M() { s.Wait(; Task.Run(M; } }")]
    [InlineData("struct S { S? Next; } class C { S s; void M() { lock (this) { } s = default; } S P => s; }")]
    [InlineData("struct S { T t; } struct T { S s; } class C { S s; void M() { lock (this) { } s = default; } S P => s; }")]
    public async Task OddCode_ThrowsInNoAnalyzer(string source) =>
        Assert.DoesNotContain("AD0001", (await RunAll.Over(source)).Select(report => report.Id));
}
