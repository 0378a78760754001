using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4010SharedLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4010SharedLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Locks on objects that are the same for everybody in the process.</summary>
public sealed class UNR4010SharedLockTests
{
    private static string Member(string body) => $$"""
        using System;
        using System.Reflection;
        using System.Threading;

        class C
        {
            readonly object _gate = new();
            readonly object _literal = "gate", _type = typeof(C);
            readonly string _name = "gate";
            const string Name = "name";
            static readonly Type s_type = typeof(C);
            Thread _thread = Thread.CurrentThread;
            void M(string text, MethodInfo method, object parameter, Type type, Exception error) { {{body}} }
        }
        """;

    [Theory]
    [InlineData("lock ([|\"gate\"|]) { }")]
    [InlineData("lock ([|(object)\"gate\"|]) { }")]
    [InlineData("lock ([|Name|]) { }")]
    [InlineData("lock ([|_name|]) { }")]
    [InlineData("lock ([|text|]) { }")]
    [InlineData("lock ([|$\"user-{text}\"|]) { }")]
    [InlineData("lock ([|string.Intern(text)|]) { }")]
    [InlineData("lock ([|_literal|]) { }")]
    [InlineData("object gate = \"gate\"; lock ([|gate|]) { }")]
    [InlineData("Monitor.Enter([|text|]);")]
    [InlineData("if (Monitor.TryEnter([|\"gate\"|], 10)) { }")]
    [InlineData("bool taken = false; Monitor.TryEnter([|Name|], ref taken);")]
    public Task String_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock ([|typeof(C)|]) { }")]
    [InlineData("lock ([|typeof(string)|]) { }")]
    [InlineData("lock ([|GetType()|]) { }")]
    [InlineData("lock ([|s_type|]) { }")]
    [InlineData("lock ([|_type|]) { }")]
    [InlineData("lock ([|type|]) { }")]
    [InlineData("var t = typeof(C); lock ([|t|]) { }")]
    [InlineData("object t = GetType(); lock ([|t|]) { }")]
    [InlineData("Monitor.Enter([|typeof(C)|]);")]
    public Task TypeValue_IsReported(string body) => Verify.Analyzer(Member(body));

    [Theory]
    [InlineData("lock ([|_thread|]) { }")]
    [InlineData("lock ([|Thread.CurrentThread|]) { }")]
    [InlineData("lock ([|method|]) { }")]
    [InlineData("lock ([|method.GetParameters()[0]|]) { }")]
    [InlineData("lock ([|typeof(C).Assembly|]) { }")]
    [InlineData("lock ([|AppDomain.CurrentDomain|]) { }")]
    [InlineData("lock ([|new OutOfMemoryException()|]) { }", true)] // UNR4009 speaks of a new object
    public Task WeakIdentity_IsReported(string body, bool other = false) =>
        Verify.Analyzer(Member(other ? body.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal) : body));

    [Theory]
    [InlineData("lock (_gate) { }")]
    [InlineData("lock (parameter) { }")]
    [InlineData("lock (error) { }")]
    [InlineData("lock (this) { }")]
    [InlineData("var gate = _gate; lock (gate) { }")]
    [InlineData("Monitor.Enter(_gate); Monitor.Exit(\"other\");")] // releases, does not take
    [InlineData("Monitor.Enter(text.ToCharArray());")]
    [InlineData("object gate = \"a\"; gate = _gate; lock (gate) { }")] // not always the literal
    [InlineData("lock (missing) { }")]
    public Task OtherObjects_AreSilent(string body) =>
        Verify.Analyzer(Member(body), test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);

    [Fact]
    public Task EnterOfAnotherMonitor_IsSilent() => Verify.Analyzer("""
        static class Monitor { public static void Enter(object o) { } }
        class C { void M() { Monitor.Enter("gate"); } }
        """);
}
