using Unravel.Analyzers.Rules.Async;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2002UnguardedAsyncHandlerAnalyzer,
    Unravel.CodeFixes.Rules.Async.UNR2002UnguardedAsyncHandlerFix>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2002UnguardedAsyncHandlerTests
{
    [Theory]
    [InlineData("async void [|M|](object sender, EventArgs e) { await Work(); }")]
    [InlineData("async void [|M|](object sender, EventArgs e) { try { await Work(); } finally { } }")]
    [InlineData("async void [|M|](object sender, EventArgs e) { try { await Work(); } catch (IOException) { } }")]
    [InlineData("async void [|M|](object sender, EventArgs e) { try { await Work(); } catch (Exception) when (sender != null) { } }")]
    [InlineData("async void [|M|](object sender, EventArgs e) { try { await Work(); } catch (Exception) { throw; } }")]
    [InlineData("async void [|M|](object sender, EventArgs e) { try { } catch { await Work(); } }")]
    [InlineData("event Action? Changed; void M() { Changed += [|async|] () => await Work(); Changed?.Invoke(); }")]
    [InlineData("event Action? Changed; void M() { Changed += F; Changed?.Invoke(); async void [|F|]() { await Work(); } }")]
    [InlineData("void M() { EventHandler h = [|async|] (s, e) => { await Work(); }; }")]
    public Task HandlerThatLetsExceptionsOut_IsReported(string member) => Verify.Analyzer(AsyncSource.Class(member), Enabled);

    [Theory]
    [InlineData("async void M(object sender, EventArgs e) { try { await Work(); } catch (Exception) { } }")]
    [InlineData("async void M(object sender, EventArgs e) { try { await Work(); } catch { } }")]
    [InlineData("async void M(object sender, EventArgs e) { if (sender != null) { try { await Work(); } catch (System.Exception) { } } }")]
    [InlineData("async void M(object sender, EventArgs e) { try { await Work(); Func<Task> f = async () => await Work(); } catch { } }")]
    [InlineData("void M(object sender, EventArgs e) { Work(); }")]
    [InlineData("async void M() { await Work(); }")] // UNR2001
    [InlineData("void M() { Action a = async () => await Work(); }")] // UNR2003
    public Task GuardedHandlerOrNone_IsSilent(string member) => Verify.Analyzer(AsyncSource.Class(member), Enabled);

    [Theory]
    [InlineData(
        """
        async void [|M|](object sender, EventArgs e)
        {
            await Work(); // first
            await Own();
        }
        """,
        """
        async void M(object sender, EventArgs e)
        {
            try
            {
                await Work(); // first
                await Own();
            }
            catch (Exception exception)
            {
                System.Diagnostics.Trace.TraceError(exception.ToString());
            }
        }
        """)]
    [InlineData(
        "async void [|M|](object sender, EventArgs e) => await Work();",
        """
        async void M(object sender, EventArgs e)
        {
            try
            {
                await Work();
            }
            catch (Exception exception)
            {
                System.Diagnostics.Trace.TraceError(exception.ToString());
            }
        }
        """)]
    [InlineData(
        """
        void M()
        {
            EventHandler h = [|async|] (s, exception) => await Work();
        }
        """,
        """
        void M()
        {
            EventHandler h = async (s, exception) =>
            {
                try
                {
                    await Work();
                }
                catch (Exception exception2)
                {
                    System.Diagnostics.Trace.TraceError(exception2.ToString());
                }
            };
        }
        """)]
    public Task Handler_IsGuarded(string member, string repaired) => Verify.Fix(AsyncSource.Class(member), AsyncSource.Class(repaired), Enabled);

    private static void Enabled(Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixTest<UNR2002UnguardedAsyncHandlerAnalyzer, Unravel.CodeFixes.Rules.Async.UNR2002UnguardedAsyncHandlerFix, Microsoft.CodeAnalysis.Testing.DefaultVerifier> test) =>
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.UNR2002.severity = warning\n"));
}
