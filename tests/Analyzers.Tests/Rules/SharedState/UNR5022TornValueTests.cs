using Microsoft.CodeAnalysis;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5022TornValueAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Values that are not written in one step, in fields that two threads use.</summary>
public sealed class UNR5022TornValueTests
{
    private static string Type(string type, string write, string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        struct Two { public int A, B; }
        struct Three { public int A, B, C; }
        struct Pair { public string? Name; public int Id; }
        struct Boxed { public string? Name; }
        enum Wide : long { A }

        class C
        {
            {{type}} _value;
            readonly object _gate = new();
            int _n;
            public void Write({{type}} value) { Interlocked.Increment(ref _n); {{write}} }
            public {{type}} Read() => _value;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("decimal")]
    [InlineData("Guid")]
    [InlineData("DateTimeOffset")]
    [InlineData("DateTime?")]
    [InlineData("long?")]
    [InlineData("(int, string)")]
    [InlineData("(long A, long B)")]
    [InlineData("Three")]
    [InlineData("Pair")]
    [InlineData("KeyValuePair<string, int>")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("Nullable<Guid>")]
    public Task WideValue_IsReported(string type) => Verify.Analyzer(Type(type, "[|_value|] = value;"));

    [Theory]
    [InlineData("Three", "[|_value|].A = 1;")]
    [InlineData("decimal", "[|_value|] += value;")]
    [InlineData("decimal", "this.[|_value|] = value;")]
    [InlineData("Guid", "if (value != default) { [|_value|] = value; }")]
    public Task EachWayToWrite_IsReported(string type, string write) => Verify.Analyzer(Type(type, write.Replace("this.[|_value|]", "[|this._value|]", StringComparison.Ordinal)));

    [Theory]
    [InlineData("int")]
    [InlineData("long")]
    [InlineData("double")]
    [InlineData("DateTime")]
    [InlineData("TimeSpan")]
    [InlineData("string?")]
    [InlineData("bool?")]
    [InlineData("int?")]
    [InlineData("Two")]
    [InlineData("Boxed")]
    [InlineData("Wide")]
    [InlineData("CancellationToken")]
    [InlineData("nint")]
    [InlineData("C?")]
    public Task OneStep_IsSilent(string type) => Verify.Analyzer(Type(type, "_value = value;"));

    [Theory]
    [InlineData("long")]
    [InlineData("double")]
    [InlineData("DateTime")]
    [InlineData("ulong")]
    [InlineData("Wide")]
    public Task NumberOf64Bits_OnA32BitTarget_IsReported(string type) => Verify.Analyzer(Type(type, "[|_value|] = value;"), static test =>
        test.SolutionTransforms.Add(static (solution, project) =>
            solution.WithProjectCompilationOptions(project, solution.GetProject(project)!.CompilationOptions!.WithPlatform(Platform.X86))));

    [Theory]
    [InlineData("lock (_gate) { _value = value; }", "")]
    [InlineData("_value = value;", "public void Other() { lock (_gate) { _value = default; } }")] // UNR5003
    [InlineData("", "public C() { _value = default; }")]
    [InlineData("", "public C(decimal value) { Fill(value); } void Fill(decimal value) { _value = value; }")]
    [InlineData("", "public void Dispose() { _value = 0; }")]
    [InlineData("var c = new C(); c._value = value;", "")]
    public Task GuardedOrUnshared_IsSilent(string write, string members) => Verify.Analyzer(Type("decimal", write, members));

    [Fact]
    public Task WithoutEvidenceOfThreads_IsSilent() => Verify.Analyzer("class C { decimal _value; public void Write(decimal value) { _value = value; } public decimal Read() => _value; }");

    [Fact]
    public Task EvidenceInOtherFunctionsOnly_IsSilent() => Verify.Analyzer("""
        class C
        {
            decimal _value;
            volatile bool _closed;
            public void Close() { _closed = true; }
            public bool Closed => _closed;
            public decimal Value { get => _value; set => _value = value; }
        }
        """);

    [Fact]
    public Task ReadonlyAndUnread_AreSilent() => Verify.Analyzer("""
        class C
        {
            readonly decimal _fixed = 1;
            decimal _unread;
            readonly object _gate = new();
            int _n;
            public decimal M() { lock (_gate) { _n++; } _unread = 2; return _fixed; }
        }
        """);

    [Fact]
    public Task WrittenByAThreadOfItsOwn_IsReported() => Verify.Analyzer("""
        using System;
        using System.Threading;

        class Clock
        {
            DateTimeOffset _now;
            public Clock() { new Thread(Run) { IsBackground = true }.Start(); }
            void Run() { while (true) { [|_now|] = DateTimeOffset.UtcNow; Thread.Sleep(1); } }
            public DateTimeOffset Now => _now;
        }
        """);

    [Fact]
    public Task StartedAndJoined_IsSilent() => Verify.Analyzer("""
        using System.Threading.Tasks;

        class Sum
        {
            decimal _total;
            public async Task<decimal> Of(int n) { await Task.Run(() => { _total = n; }); return _total; }
        }
        """);
}
