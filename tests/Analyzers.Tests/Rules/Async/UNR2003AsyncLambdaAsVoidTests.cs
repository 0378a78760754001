using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2003AsyncLambdaAsVoidAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2003AsyncLambdaAsVoidFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2003AsyncLambdaAsVoidTests
{
    [Theory]
    [InlineData("Parallel.ForEach(list, [|async|] x => await Task.Delay(x));")]
    [InlineData("Parallel.For(0, 9, [|async|] x => { await Task.Delay(x); });")]
    [InlineData("list.ForEach([|async|] x => await Task.Delay(x));")]
    [InlineData("_ = new Timer([|async|] _ => await Work());")]
    [InlineData("ThreadPool.QueueUserWorkItem([|async|] delegate { await Work(); });")]
    [InlineData("new Thread([|async|] () => await Work()).Start();")]
    [InlineData("Action a = [|async|] () => await Work();")]
    [InlineData("Take([|async|] () => await Work()); void Take(Action a) { }")]
    [InlineData("Observe([|async|] x => await Work()); void Observe(Action<int> next) { }")] // Subscribe of an observable
    [InlineData("_ = new Progress<int>([|async|] x => await Work());")]
    [InlineData("Take(b ? [|async|] () => await Work() : () => { }); void Take(Action a) { }")]
    public Task AsyncLambdaAsVoid_IsReported(string statement) => Verify.Analyzer(AsyncSource.SyncStatements(statement));

    [Theory]
    [InlineData("_ = Task.Run(async () => await Work());")]
    [InlineData("_ = Parallel.ForEachAsync(list, async (x, _) => await Work());")]
    [InlineData("_ = list.Select(async x => await Work());")]
    [InlineData("Func<Task> f = async () => await Work();")]
    [InlineData("list.ForEach(x => { });")]
    [InlineData("Both(async () => await Work()); void Both(Action a) { }", "partial class C { void Both(Func<Task> f) { } }")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += async (s, e) => await Work();")]
    [InlineData("EventHandler h = async (s, e) => await Work();")]
    [InlineData("Hook(async (s, e) => await Work()); void Hook(EventHandler<FileSystemEventArgs> h) { }")]
    [InlineData("Action h = async () => await Work(); Changed += h; Changed();", "partial class C { event Action Changed = null!; }")]
    [InlineData("SynchronizationContext.Current!.Post(async _ => await Work(), null);")]
    [InlineData("_ = new Save(async () => await Work());", "class Save(Action a) : System.Windows.Input.ICommand { public event EventHandler? CanExecuteChanged; public bool CanExecute(object? o) => true; public void Execute(object? o) { a(); CanExecuteChanged?.Invoke(this, EventArgs.Empty); } }")]
    public Task TaskDelegateOrHandler_IsSilent(string statement, string more = "") =>
        Verify.Analyzer(AsyncSource.SyncStatements(statement).Replace("void Both(Action a) { }", "") + "\n" + more);

    [Theory]
    [InlineData("Parallel.ForEach(list, [|async|] x => await Task.Delay(x));", "await Parallel.ForEachAsync(list, async (x, token) => await Task.Delay(x));")]
    [InlineData("Parallel.ForEach(list, [|async|] (int x) => { await Task.Delay(x); });", "await Parallel.ForEachAsync(list, async (int x, CancellationToken token) => { await Task.Delay(x); });")]
    [InlineData("Parallel.For(0, 9, [|async|] x => await Task.Delay(x));", "await Parallel.ForAsync(0, 9, async (x, token) => await Task.Delay(x));")]
    [InlineData("var token = 1; Parallel.ForEach(list, [|async|] x => await Task.Delay(token));", "var token = 1; await Parallel.ForEachAsync(list, async (x, cancellationToken) => await Task.Delay(token));")]
    [InlineData("list.ForEach([|async|] x => await Task.Delay(x));", "foreach (var x in list)\n    {\n        await Task.Delay(x);\n    }")]
    [InlineData("Parallel.ForEach(list, new ParallelOptions(), [|async|] x => await Task.Delay(x));", "await Parallel.ForEachAsync(list, new ParallelOptions(), async (x, token) => await Task.Delay(x));")]
    public Task Loop_IsReplacedByAwaitingForm(string before, string after) =>
        Verify.Fix(AsyncSource.Statements(before), AsyncSource.Statements(after));

    [Theory]
    [InlineData("Parallel.ForEach(list, [|async|] (x, state) => await Task.Delay(x));")]
    [InlineData("list.ForEach([|async|] x => { if (x == 1) return; await Task.Delay(x); });")]
    [InlineData("_ = new Timer([|async|] _ => await Work());")]
    [InlineData("Action a = () => list.ForEach([|async|] x => await Task.Delay(x));")] // the caller is not async
    public Task WithoutAwaitingForm_NoFixIsOffered(string statement) => Verify.NoFix(AsyncSource.Statements(statement));
}
