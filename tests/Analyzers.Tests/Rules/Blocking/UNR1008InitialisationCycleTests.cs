using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Blocking.UNR1008InitialisationCycleAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Blocking;

public class UNR1008InitialisationCycleTests
{
    // Each of these was seen to hang on .NET 10.
    [Theory]
    [InlineData("static class S { static int X; static S() { Task.Run(() => X = 1).[|Wait|](); } }")]
    [InlineData("static class S { static int X; static S() { X = Task.Run(Fetch).[|Result|]; } static int Fetch() => 1; }")]
    [InlineData("static class S { static int X; static S() { X = Task.Run(() => Fetch()).GetAwaiter().[|GetResult|](); } static int Fetch() => 1; }")]
    [InlineData("static class S { public static int X = Task.Run(() => Y).[|Result|]; static int Y = 1; }")]
    [InlineData("static class S { public static int X = Task.Run(Fetch).[|Result|]; static int Y = 1; static int Fetch() => Y; }")]
    [InlineData("class S { static int X; static S() { X = Task.Run(() => new S().P).[|Result|]; } int P => 1; }")]
    [InlineData("static class S { static int X; static S() { var t = new Thread(() => { X = 1; }); t.Start(); t.[|Join|](); } }")]
    [InlineData("static class S { static int X; static S() { Task.Factory.StartNew(() => { var y = 1; X = y; }).[|Wait|](); } }")]
    public Task WaitForCodeThatUsesTheClass_IsReported(string type) => Verify.Analyzer(BlockingSource.Class(type));

    // Each of these was seen to end, or cannot be known.
    [Theory]
    [InlineData("static class S { public static int X = Task.Run(Fetch).Result; static int Fetch() => 1; }")] // no static constructor: a method holds nobody
    [InlineData("static class S { static int X; static S() { X = Task.Run(() => 1).Result; } }")]
    [InlineData("static class S { static int X; static S() { X = Task.Run(() => new Other().P).Result; } class Other { public int P => 1; } }")]
    [InlineData("static class S { const int Y = 1; static int X; static S() { X = Task.Run(() => Y).Result; } }")]
    [InlineData("static class S { static int X; static S() { Task.Run(() => X = 1).Wait(100); } }")]
    [InlineData("static class S { static int X; static S() { Task.Run(() => X = 1); } }")]
    [InlineData("static class S { static int X; static S() { Task.Run(() => { if (Environment.ProcessId == 1) { X = 1; } }).Wait(); } }")]
    [InlineData("static class S { static int X; static S() { var t = new Thread(() => { X = 1; }); t.Join(); } }")]
    [InlineData("static class S { static int X; static S() { var t = new Thread(() => { X = 1; }); t.Start(); t.Join(100); } }")]
    [InlineData("static class S<T> { static int X; static S() { Task.Run(() => S<int>.X = 1).Wait(); } }")]
    [InlineData("static class S { static int X; static S() { Task.Run(() => Action(() => X)).Wait(); } static S2 Action(Func<int> f) => null!; class S2 { } }", true)]
    [InlineData("static class S { static int X; static void Init() { Task.Run(() => X = 1).Wait(); } }")]
    public Task OtherInitialisations_AreSilent(string type, bool isCall = false) =>
        Verify.Analyzer(BlockingSource.Class(isCall ? type.Replace(".Wait()", ".[|Wait|]()") : type)); // the call of S.Action is itself a use
}
