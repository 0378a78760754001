using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Cancellation.UNR3005LeakedRegistrationAnalyzer,
    Unravel.CodeFixes.Rules.Cancellation.UNR3005LeakedRegistrationFix>;

namespace Unravel.Analyzers.Tests.Rules.Cancellation;

public class UNR3005LeakedRegistrationTests
{
    [Theory]
    [InlineData("token.[|Register|](() => s.TrySetCanceled());", "using var registration = token.Register(() => s.TrySetCanceled());")]
    [InlineData("_ = token.[|Register|](x => { }, s); // a", "using var registration = token.Register(x => { }, s); // a")]
    [InlineData("token.[|UnsafeRegister|](x => Stop(), null);", "using var registration = token.UnsafeRegister(x => Stop(), null);")]
    [InlineData("token.[|Register|](Stop);", "using var registration = token.Register(Stop);")]
    public Task DroppedRegistration_IsReportedAndKept(string before, string after) => Verify.Fix(In(before), In(after));

    [Theory]
    [InlineData("using var r = token.Register(Stop);")]
    [InlineData("var r = token.Register(Stop); r.Dispose();")]
    [InlineData("token.Register(() => Console.WriteLine());")] // holds on to nothing
    [InlineData("using var c = new CancellationTokenSource(); c.Token.Register(Stop);")] // ends with the function
    [InlineData("token.Register(Static);")]
    public Task RegistrationThatEndsOrHoldsNothing_IsSilent(string statements) => Verify.Analyzer(In(statements));

    [Theory]
    [InlineData("C(CancellationToken token) { token.Register(() => Stop()); }")]
    [InlineData("async Task ExecuteAsync(CancellationToken token) { await Task.Yield(); token.Register(() => Stop()); }")]
    public Task RegistrationForLife_IsSilent(string member) => Verify.Analyzer(BlockingSource.Class(member + " void Stop() { }"));

    [Fact]
    public Task FunctionThatIsNotAsync_HasNoFix() => Verify.NoFix(BlockingSource.Class(
        "Task M(CancellationToken token) { var s = new TaskCompletionSource(); token.[|Register|](() => s.TrySetCanceled()); return s.Task; }"));

    private static string In(string statements) => BlockingSource.Class(
        $$"""
        async Task M(TaskCompletionSource s, CancellationToken token)
        {
            await Task.Yield();
            {{statements}}
        }

        void Stop() { }
        static void Static() { }
        """);
}
