using System.Reflection;
using System.Runtime.CompilerServices;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

/// <summary>What is read out of the code around a call: on methods of this class.</summary>
public sealed class StatementsTests : IDisposable
{
    private static readonly ReaderWriterLockSlim s_table = new();
    private static readonly ReaderWriterLock s_old = new();

    private readonly ModuleSymbols _module = ModuleSymbols.TryOpen(typeof(StatementsTests).Assembly.Location)!;

    public void Dispose() => _module.Dispose();

    [Theory]
    [InlineData(nameof(Reads), nameof(s_table), nameof(LockMode.Read))]
    [InlineData(nameof(Writes), nameof(s_table), nameof(LockMode.Write))]
    [InlineData(nameof(ReadsOld), nameof(s_old), nameof(LockMode.Read))]
    public void CallInsideTheBlock_IsUnderTheLock(string method, string field, string mode)
    {
        var (token, offsets, taken) = CallsOfHere(method);

        var statement = Assert.Single(ReaderWriterStatements.Around(_module, token, offsets[1]));

        Assert.Equal((field, mode), (statement.Field, statement.Mode.ToString()));
        Assert.Equal(taken + 1, statement.Line!.Number);
    }

    [Theory]
    [InlineData(nameof(Reads))]
    [InlineData(nameof(Writes))]
    public void CallBeforeTheBlock_IsNot(string method)
    {
        var (token, offsets, _) = CallsOfHere(method);

        Assert.Empty(ReaderWriterStatements.Around(_module, token, offsets[0]));
    }

    [Fact]
    public void StatementThatUsesAClass_NamesIt()
    {
        var (token, offsets, _) = CallsOfHere(nameof(Uses));

        var types = UsedTypes.At(_module, token, offsets[0]);

        Assert.Contains("Unravel.Diagnostics.Tests.Symbols.StatementsTests+Cache`1", types);
        Assert.Contains("System.Math", types);
        Assert.DoesNotContain("System.Environment", types);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0x06000001, -1)]
    public void PlaceThatIsNone_UsesNothing(int token, int offset)
    {
        Assert.Empty(UsedTypes.At(_module, token, offset));
        Assert.Empty(ReaderWriterStatements.Around(_module, token, offset));
    }

    /// <summary>The IL offsets of the calls of <see cref="Here"/>, and the line of the first.</summary>
    private (int Token, int[] Offsets, int Line) CallsOfHere(string method)
    {
        var info = typeof(StatementsTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!;
        var here = typeof(StatementsTests).GetMethod(nameof(Here), BindingFlags.Static | BindingFlags.NonPublic)!.MetadataToken;
        var offsets = ILReader.Read(info.GetMethodBody()!.GetILAsByteArray()!)
            .Where(instruction => instruction.Token == here)
            .Select(instruction => instruction.Offset)
            .ToArray();
        return (info.MetadataToken, offsets, _module.LineOf(info.MetadataToken, offsets[0])!.Number);
    }

    private static void Reads()
    {
        Here();
        s_table.EnterReadLock();
        try
        {
            Here();
        }
        finally
        {
            s_table.ExitReadLock();
        }
    }

    private static void Writes()
    {
        Here();
        if (s_table.TryEnterWriteLock(0))
        {
            try
            {
                Here();
            }
            finally
            {
                s_table.ExitWriteLock();
            }
        }
    }

    private static void ReadsOld()
    {
        Here();
        s_old.AcquireReaderLock(0);
        try
        {
            Here();
        }
        finally
        {
            s_old.ReleaseReaderLock();
        }
    }

    private static int Uses()
    {
        var number = Math.Max(Cache<int>.Value, Here());
        return number + Environment.ProcessorCount;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Here() => 1;

    private static class Cache<T>
    {
        public static int Value { get; } = typeof(T).Name.Length;
    }
}
