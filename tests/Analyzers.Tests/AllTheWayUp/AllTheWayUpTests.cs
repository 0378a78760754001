using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Unravel.CodeFixes.Rules.Blocking;
using Fix = Unravel.Analyzers.Tests.AllTheWayUp.SolutionFix<
    Unravel.Analyzers.Rules.Blocking.UNR1002BlockingInSyncAnalyzer,
    Unravel.CodeFixes.Rules.Blocking.UNR1002BlockingInSyncFix>;

namespace Unravel.Analyzers.Tests.AllTheWayUp;

/// <summary>The second offer of <see cref="UNR1002BlockingInSyncFix"/>.</summary>
public class AllTheWayUpTests
{
    private const string Title = "Make async all the way up";

    [Fact]
    public async Task SolutionOfThreeProjects_ChangesUpToMain()
    {
        using var fix = new Fix()
            .With(
                """
                public interface IStore { int Count(string path, CancellationToken token); }

                public class Store : IStore
                {
                    public int Count(string path, CancellationToken token)
                    {
                        return System.IO.File.ReadAllTextAsync(path).Result.Length;
                    }
                }
                """)
            .With(
                """
                internal class Cached : IStore
                {
                    private readonly IStore _inner = new Store();
                    public virtual int Count(string path, CancellationToken token) => _inner.Count(path, token) + 1;
                }

                internal class Fixed : Cached
                {
                    public override int Count(string path, CancellationToken token) => 5;
                }

                public class Report
                {
                    public int Length(string path) => new Cached().Count(path, default);
                    internal void Print(string path) { Console.WriteLine(new Fixed().Count(path, default)); }
                    public async Task PrintAsync(string path) { await Task.Yield(); Print(path); }
                }
                """)
            .With(
                """
                class Program
                {
                    static int Main(string[] args)
                    {
                        Show(args[0]);
                        return 0;
                    }

                    static void Show(string path)
                    {
                        Go();
                        void Go() => Console.WriteLine(nameof(IStore.Count) + new Store().Count(path, default));
                    }
                }
                """,
                OutputKind.ConsoleApplication);

        var (offer, after) = await Apply(fix, Title + " (8 members change)");
        Assert.NotNull(offer);
        Assert.Equal(
            """
            public interface IStore { Task<int> Count(string path, CancellationToken token); }

            public class Store : IStore
            {
                public async Task<int> Count(string path, CancellationToken token)
                {
                    return (await System.IO.File.ReadAllTextAsync(path, token)).Length;
                }
            }
            """,
            after[0]);
        Assert.Equal(
            """
            internal class Cached : IStore
            {
                private readonly IStore _inner = new Store();
                public virtual async Task<int> Count(string path, CancellationToken token) => await _inner.Count(path, token) + 1;
            }

            internal class Fixed : Cached
            {
                public override Task<int> Count(string path, CancellationToken token) => Task.FromResult<int>(5);
            }

            public class Report
            {
                public int Length(string path) => new Cached().Count(path, default).GetAwaiter().GetResult();
                internal async Task Print(string path) { Console.WriteLine(await new Fixed().Count(path, default)); }
                public async Task PrintAsync(string path) { await Task.Yield(); await Print(path); }
            }
            """,
            after[1]);
        Assert.Equal(
            """
            class Program
            {
                static async Task<int> Main(string[] args)
                {
                    await Show(args[0]);
                    return 0;
                }

                static async Task Show(string path)
                {
                    await Go();
                    async Task Go() => Console.WriteLine(nameof(IStore.Count) + await new Store().Count(path, default));
                }
            }
            """,
            after[2]);
    }

    [Fact]
    public async Task SecondAction_RenamesByTheConvention()
    {
        using var fix = new Fix()
            .With("public abstract class B { public abstract void Save(); }\npublic class S : B { public override void Save() { Task.Delay(1).Wait(); } }")
            .With("class P { static void Main() { new S().Save(); } }", OutputKind.ConsoleApplication);
        var (_, after) = await Apply(fix, Title + " (3 members change), with names in Async");
        Assert.Equal(
            "public abstract class B { public abstract Task SaveAsync(); }\npublic class S : B { public override async Task SaveAsync() { await Task.Delay(1); } }",
            after[0]);
        Assert.Equal("class P { static async Task Main() { await new S().SaveAsync(); } }", after[1]);
    }

    // What a caller may be, and what becomes of it.
    [Theory]
    [InlineData("void A() { M(); }", "async Task A() { await M(); }")]
    [InlineData("int A() { M(); return 1; }", "async Task<int> A() { await M(); return 1; }")]
    [InlineData("T A<T>(T t) where T : class { M(); return t; }", "async Task<T> A<T>(T t) where T : class { await M(); return t; }")]
    [InlineData("C() { M(); }", "C() { M().GetAwaiter().GetResult(); }")]
    [InlineData("int P { get { M(); return 1; } }", "int P { get { M().GetAwaiter().GetResult(); return 1; } }")]
    [InlineData("~C() => M();", "~C() => M().GetAwaiter().GetResult();")]
    [InlineData("Task A() { M(); return Task.CompletedTask; }", "async Task A() { await M(); return; }")]
    [InlineData("public Task<int> A() { M(); return Task.FromResult(1); }", "public async Task<int> A() { await M(); return 1; }")]
    [InlineData("Task A() => Task.Run(() => M());", "Task A() => Task.Run(async () => await M());")]
    [InlineData("Task A() => Task.Run(M);", "Task A() => Task.Run(M);")]
    [InlineData("Task A() => Task.Run(() => { M(); M(); });", "Task A() => Task.Run(async () => { await M(); await M(); });")]
    [InlineData("void A() { void F() { M(); } F(); }", "async Task A() { async Task F() { await M(); } await F(); }")]
    [InlineData("event EventHandler E = null!; void A() { E += On; } void On(object? s, EventArgs e) { M(); }", "event EventHandler E = null!; void A() { E += On; } async void On(object? s, EventArgs e) { await M(); }")]
    [InlineData("class D : IDisposable { C c = null!; public void Dispose() { c.M(); } }", "class D : IDisposable { C c = null!; public void Dispose() { c.M().GetAwaiter().GetResult(); } }")]
    [InlineData("public string A() { M(); return \"\"; } void B() { M(); M(); }", "public string A() { M().GetAwaiter().GetResult(); return \"\"; } async Task B() { await M(); await M(); }")] // public API that nobody chose
    [InlineData("void A() { A(); M(); }", "async Task A() { await A(); await M(); }")]
    [InlineData("[Obsolete] void A() { M(); }", "[Obsolete] async Task A() { await M(); }")]
    [InlineData("[System.Runtime.Serialization.OnDeserialized] void A(System.Runtime.Serialization.StreamingContext c) { M(); }", "[System.Runtime.Serialization.OnDeserialized] void A(System.Runtime.Serialization.StreamingContext c) { M().GetAwaiter().GetResult(); }")]
    public async Task Caller_Follows(string caller, string repaired)
    {
        using var fix = new Fix().With(In("internal void M() { Task.Delay(1).Wait(); } " + caller));
        var (_, after) = await Apply(fix, Title + " (");
        Assert.Equal(In("internal async Task M() { await Task.Delay(1); } " + repaired), after[0]);
    }

    // Where an await cannot stand, or would change what the program does, nothing is offered.
    [Theory]
    [InlineData("void A() { lock (this) { M(); } }")]
    [InlineData("void A(ref int x) { M(); }")]
    [InlineData("bool A(out int x) { M(); x = 1; return true; }")]
    [InlineData("IEnumerable<int> A() { M(); yield return 1; }")]
    [InlineData("void A(Span<int> s) { M(); }")]
    [InlineData("void A() { Span<int> s = stackalloc int[1]; M(); s[0] = 1; }")]
    [InlineData("void A() { Action a = M; a(); }")]
    [InlineData("void A() { Action a = () => M(); a(); }")]
    [InlineData("void A(List<int> l) { l.ForEach(x => M()); }")]
    [InlineData("void A(C? c) { c?.M(); }")]
    [InlineData("void A() { try { M(); } catch (AggregateException) { } }")]
    [InlineData("void A() { var t = new Thread(M); t.Start(); }")]
    [InlineData("event Action E = null!; void A() { E += M; M(); }")]
    [InlineData("void A() { Parallel.For(0, 3, i => M()); }")]
    [InlineData("Task A() => Task.Factory.StartNew(() => M());")] // it would be complete too early
    [InlineData("void A() { System.Linq.Expressions.Expression<Action> e = () => M(); }")]
    public async Task CallerThatCannot_RefusesAll(string caller)
    {
        using var fix = new Fix().With(In("internal void M() { Task.Delay(1).Wait(); } " + caller));
        Assert.DoesNotContain(await fix.OffersAsync(), offer => offer.Title.StartsWith(Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("void M(out int x) { x = 1; Task.Delay(1).Wait(); }")]
    [InlineData("IEnumerable<int> M() { Task.Delay(1).Wait(); yield return 1; }")]
    [InlineData("void M() { Action a = () => Task.Delay(1).Wait(); }")]
    [InlineData("class D : IComparable { public int CompareTo(object? o) => Task.Run(() => 1).Result; }")] // the interface is not ours
    [InlineData("class D { public override string ToString() => Task.Run(() => \"\").Result; }")]
    [InlineData("bool M(Task t) => t.Wait(100);")]
    public async Task StartThatCannot_IsNotOffered(string member)
    {
        using var fix = new Fix().With(In(member));
        Assert.DoesNotContain(await fix.OffersAsync(), offer => offer.Title.StartsWith(Title, StringComparison.Ordinal));
    }

    private static async Task<(CodeAction Offer, string[] After)> Apply(Fix fix, string title)
    {
        var offers = await fix.OffersAsync();
        var offer = offers.FirstOrDefault(offer => offer.Title.StartsWith(title, StringComparison.Ordinal));
        Assert.True(offer is not null, $"'{title}' is not offered, but: {string.Join("; ", offers.Select(other => other.Title))}");
        return (offer, await fix.AfterAsync(offer));
    }

    private static string In(string members) => "public class C { " + members + " }";
}
