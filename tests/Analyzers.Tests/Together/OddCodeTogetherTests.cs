using Microsoft.CodeAnalysis;

namespace Unravel.Analyzers.Tests.Together;

/// <summary>
/// Code of every shape, whole and cut off while it is typed, through all rules at once: none throws. The same file runs with the oldest
/// Roslyn, for which some of it is nothing but errors, and with the newest.
/// </summary>
public class OddCodeTogetherTests
{
    private const string Shapes = """
        using System.Runtime.CompilerServices;

        public partial class Parts(object gate, int start) : IDisposable
        {
            private readonly SemaphoreSlim _one = new(1, 1);
            private static int s_count;
            private List<int>? _list;
            public partial Task LoadAsync(CancellationToken token = default);
            public int Counter { get => field; set { lock (gate) { field = value; } } }
            public List<int> Items => field ??= new();
            public required string Name { get; init; }
            public int this[Index at] { get { lock (gate) { return start; } } set => s_count += value; }
            public static Parts operator +(Parts left, Parts right) { lock (left) { lock (right) { s_count++; return left; } } }
            public event EventHandler? Changed { add { lock (gate) { } } remove { Monitor.Enter(gate); } }
            public void Dispose() { _one.Wait(); _one.Dispose(); }
            ~Parts() => Task.Delay(1).Wait();
            static Parts() => Task.Run(() => s_count++).Wait();
        }

        public partial class Parts
        {
            public partial async Task LoadAsync(CancellationToken token)
            {
                await _one.WaitAsync(token);
                try { _list ??= []; _list.AddRange([.. Items, 1, 2]); await foreach (var x in Stream(token)) { s_count += x; } }
                catch (Exception e) when (e is not OperationCanceledException) { goto done; }
                finally { _one.Release(); }
                done: ;
            }

            public async IAsyncEnumerable<int> Stream([EnumeratorCancellation] CancellationToken token)
            {
                lock (gate) { yield return 1; }
                await using var stream = File.OpenRead("a");
                using (await Lock()) { yield return await Task.Run(() => start switch { > 1 and < 5 => 1, _ => s_count++ }, token); }
            }

            private async ValueTask<IDisposable> Lock() { await _one.WaitAsync(); return new Release(_one); }
            private readonly record struct Release(SemaphoreSlim One) : IDisposable { public void Dispose() => One.Release(); }
        }

        public record Account(decimal Balance, object Gate) { public Account With(decimal more) { lock (Gate) { return this with { Balance = Balance + more }; } } }

        public static class Extensions
        {
            extension(Task task) { public void Block() => task.Wait(); public bool IsDone { get { lock (task) { return task.IsCompleted; } } } }
            public static async void Forget(this Task task) => await task;
        }

        public unsafe struct Raw
        {
            private fixed int _slots[4];
            private SpinLock _spin;
            private int* _next;
            public ref int Slot(int at) { var taken = false; _spin.Enter(ref taken); try { return ref _slots[at]; } finally { if (taken) _spin.Exit(); } }
            public static void Run(delegate*<Task, void> then, Task task) { fixed (int* p = new int[3]) { p[0]++; then(task); } }
        }

        public interface IWork<T> where T : IWork<T> { static abstract Task RunAsync(ref T work); async Task DefaultAsync() { await Task.Yield(); lock (this) { } } }

        file class Hidden : Parts { public Hidden() : base(new(), 1) { } protected void M(params ReadOnlySpan<int> all) { foreach (ref readonly var x in all) { Parallel.For(0, 3, i => { }); } } }
        """;

    [Fact]
    public async Task EveryShape_ThrowsInNoAnalyzer() => Assert.Empty(Thrown(await RunAll.Over(Files(Shapes), withOff: true)));

    [Fact]
    public async Task CutOffAnywhere_ThrowsInNoAnalyzer()
    {
        for (var end = 37; end < Shapes.Length; end += 149)
        {
            Assert.Empty(Thrown(await RunAll.Over(Files(Shapes[..end]), withOff: true)));
        }
    }

    [Fact]
    public async Task ALineMissing_ThrowsInNoAnalyzer()
    {
        var lines = Shapes.Split('\n');
        for (var missing = 2; missing < lines.Length; missing += 5)
        {
            Assert.Empty(Thrown(await RunAll.Over(Files(string.Join('\n', lines.Where((_, index) => index != missing))), withOff: true)));
        }
    }

    [Theory]
    [InlineData("var gate = new object(); var n = 0; lock (gate) { n++; } await Task.Run(() => { lock (gate) { n++; } }); Task.Delay(1).Wait(); int Local() { lock (gate) { return n; } } return Local();")]
    [InlineData("lock (")]
    [InlineData("await foreach (var x in ")]
    [InlineData("partial class C { } partial class C { void M() { lock (this) { } } void M() { lock (this) { } } int M; }")]
    [InlineData("class C : C { object g; void M() { lock (g) { M(); } } }")]
    [InlineData("class A : B { void M() { lock (this) { N(); } } } class B : A { void N() { lock (this) { M(); } } }")]
    [InlineData("class C<T> where T : C<T> { static T s; void M() { lock (s) { s.M(); } s ??= default; } }")]
    public async Task TopLevelOrBroken_ThrowsInNoAnalyzer(string source) => Assert.Empty(Thrown(await RunAll.Over(Files(source), withOff: true)));

    private static Dictionary<string, string> Files(string source) => new() { ["Odd.cs"] = source };

    private static IEnumerable<string> Thrown(IEnumerable<Diagnostic> reports) =>
        reports.Where(report => report.Id == "AD0001").Select(report => report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
}
