using System.Reflection;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

/// <summary>The private fields of reader-writer locks and Lazy, and the methods whose frames are evidence.</summary>
public sealed class LockLayoutsTests
{
    private static readonly Assembly s_threading = typeof(ReaderWriterLock).Assembly;

    public static TheoryData<string, string, string> Fields => new()
    {
        { ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimWriterField, "Int32" },
        { ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimUpgraderField, "Int32" },
        { ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimOwnersField, "UInt32" },
        { ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimIdField, "Int64" },
        { ReaderWriterLayout.SlimType, ReaderWriterLayout.SlimThreadField, "ReaderWriterCount" },
        { ReaderWriterLayout.SlimEntryType, ReaderWriterLayout.SlimEntryIdField, "Int64" },
        { ReaderWriterLayout.SlimEntryType, ReaderWriterLayout.SlimEntryReadersField, "Int32" },
        { ReaderWriterLayout.SlimEntryType, ReaderWriterLayout.SlimEntryNextField, "ReaderWriterCount" },
        { ReaderWriterLayout.OldType, ReaderWriterLayout.OldWriterField, "Int32" },
        { ReaderWriterLayout.OldType, ReaderWriterLayout.OldStateField, "Int32" },
        { ReaderWriterLayout.OldType, ReaderWriterLayout.OldIdField, "Int64" },
        { ReaderWriterLayout.OldEntryType, ReaderWriterLayout.OldThreadField, "ThreadLocalLockEntry" },
        { ReaderWriterLayout.OldEntryType, ReaderWriterLayout.OldEntryIdField, "Int64" },
        { ReaderWriterLayout.OldEntryType, ReaderWriterLayout.OldEntryReadersField, "UInt16" },
        { ReaderWriterLayout.OldEntryType, ReaderWriterLayout.OldEntryNextField, "ThreadLocalLockEntry" },
        { LazyLayout.LazyType + "`1", LazyLayout.StateField, "LazyHelper" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void NamedField_ExistsWithItsType(string type, string field, string fieldType)
    {
        var found = CoreLibrary.Field(Type(type), field);

        Assert.NotNull(found);
        Assert.Equal(fieldType, found.FieldType.Name);
    }

    [Theory]
    [InlineData(typeof(ReaderWriterLayout))]
    [InlineData(typeof(LazyLayout))]
    public void EveryNamedField_IsAmongThoseLookedFor(Type layout)
    {
        var looked = Fields.Select(row => row.Data.Item2).ToHashSet();

        Assert.All(layout.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.FieldType == typeof(string) && field.Name.EndsWith("Field", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!), field => Assert.Contains(field, looked));
    }

    [Fact]
    public void SlimLock_CountsItsReadersInTheLowBits()
    {
        using var slim = new ReaderWriterLockSlim();

        slim.EnterUpgradeableReadLock();
        Assert.Equal(1u, Owners(slim) & ReaderWriterLayout.SlimReadersMask);
        slim.EnterWriteLock();
        Assert.NotEqual(0u, Owners(slim) & ReaderWriterLayout.SlimWriterBit);
        Assert.Equal(Environment.CurrentManagedThreadId, Value(slim, ReaderWriterLayout.SlimWriterField));
        Assert.Equal(Environment.CurrentManagedThreadId, Value(slim, ReaderWriterLayout.SlimUpgraderField));
        slim.ExitWriteLock();
        slim.ExitUpgradeableReadLock();

        Assert.Equal(0u, Owners(slim));
        Assert.Equal(ReaderWriterLayout.Nobody, Value(slim, ReaderWriterLayout.SlimWriterField));
        Assert.Equal(ReaderWriterLayout.Nobody, Value(slim, ReaderWriterLayout.SlimUpgraderField));
    }

    [Fact]
    public void OldLock_CountsItsReadersInTheLowBits()
    {
        var old = new ReaderWriterLock();

        old.AcquireReaderLock(0);
        Assert.Equal(1, (int)Value(old, ReaderWriterLayout.OldStateField) & ReaderWriterLayout.OldReadersMask);
        Assert.Equal(ReaderWriterLayout.Nobody, Value(old, ReaderWriterLayout.OldWriterField));
        old.ReleaseReaderLock();
    }

    [Theory]
    [InlineData("TryEnterReadLockCore", nameof(LockMode.Read))]
    [InlineData("EnterUpgradeableReadLock", nameof(LockMode.Upgradeable))]
    [InlineData("TryEnterWriteLockCore", nameof(LockMode.Write))]
    [InlineData("AcquireReaderLock", nameof(LockMode.Read))]
    [InlineData("UpgradeToWriterLock", nameof(LockMode.Write))]
    [InlineData("WaitOnEvent", null)]
    public void Method_SaysHowTheLockIsWanted(string method, string? mode)
    {
        Assert.Equal(mode, ReaderWriterLayout.ModeOf(method)?.ToString());
        Assert.Contains(CoreLibrary.Methods, known => ReaderWriterLayout.IsLock(known.Type) && known.Method == method);
    }

    [Theory]
    [InlineData("8.0.31", true)]
    [InlineData("9.0.20", true)]
    [InlineData("10.0.12", true)]
    [InlineData("11.0.0", false)]
    [InlineData(null, false)]
    public void ThreadStatics_AreReadOnlyWhereThatWasTried(string? version, bool isRead) =>
        Assert.Equal(isRead, ReaderWriterLayout.CanReadThreadStatics(new RuntimeFacts(version is null ? null : new Version(version), "/x")));

    [Fact]
    public void MethodThatRunsADelegate_Exists() =>
        Assert.Contains(CoreLibrary.Methods, known => TaskLayout.RunsDelegate(known.Type, known.Method));

    [Fact]
    public void HelperOfLazy_IsWhatItLocks() => Assert.NotNull(CoreLibrary.Assembly.GetType(LazyLayout.HelperType));

    private static uint Owners(ReaderWriterLockSlim slim) => (uint)Value(slim, ReaderWriterLayout.SlimOwnersField);

    private static object Value(object target, string field) => CoreLibrary.Field(target.GetType(), field)!.GetValue(target)!;

    private static Type Type(string name) => CoreLibrary.Assembly.GetType(name) ?? s_threading.GetType(name, throwOnError: true)!;
}
