using System.Reflection;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

/// <summary>No private name is read that nobody looked for: every layout has its fields in the runtime of the tests.</summary>
public sealed class EveryLayoutTests
{
    private const BindingFlags Any = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Names that the compiler gives, not the runtime.</summary>
    private static readonly string[] s_ofCompiler = [TaskLayout.StateField, TaskLayout.BuilderField];

    private static readonly Lazy<HashSet<string>> s_fields = new(() =>
    [
        .. new[] { typeof(object), typeof(Barrier), typeof(System.Collections.Concurrent.BlockingCollection<>), typeof(System.Diagnostics.Process), typeof(System.Threading.Channels.Channel) }
            .SelectMany(type => type.Assembly.GetTypes())
            .SelectMany(type => type.GetFields(Any))
            .Select(field => field.Name),
    ]);

    public static TheoryData<Type> Layouts =>
        [.. typeof(TaskLayout).Assembly.GetTypes().Where(type => type.Namespace == typeof(TaskLayout).Namespace && type.Name.EndsWith("Layout", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void NamesOfItsFields_AreNamesOfTheRuntime(Type layout) => Assert.All(
        layout.GetFields(Any)
            .Where(constant => constant is { IsLiteral: true } && constant.FieldType == typeof(string) && constant.Name.EndsWith("Field", StringComparison.Ordinal))
            .Select(constant => (string)constant.GetRawConstantValue()!)
            .Except(s_ofCompiler),
        name => Assert.Contains(name, s_fields.Value));

    [Theory]
    [InlineData(RuntimeAsyncLayout.TaskType, RuntimeAsyncLayout.HeadField, typeof(object))]
    [InlineData(RuntimeAsyncLayout.ContinuationType, RuntimeAsyncLayout.NextField, null)]
    [InlineData(RuntimeAsyncLayout.ContinuationType, RuntimeAsyncLayout.ResumeField, null)]
    [InlineData(RuntimeAsyncLayout.ContinuationType, RuntimeAsyncLayout.StateField, null)]
    [InlineData(SpinLockLayout.Type, SpinLockLayout.OwnerField, typeof(int))]
    [InlineData(PrimitiveLayout.TokenSourceType, PrimitiveLayout.TokenHandleField, typeof(ManualResetEvent))]
    public void Field_IsThere(string type, string field, Type? expected)
    {
        var found = CoreLibrary.Field(CoreLibrary.Type(type), field);

        Assert.NotNull(found);
        Assert.True(expected is null || found.FieldType == expected, found.FieldType.FullName);
    }

    /// <summary>The links of suspended methods are references to one another, code and state are numbers of four bytes or a pointer.</summary>
    [Fact]
    public void SuspendedMethods_AreALinkedList()
    {
        var continuation = CoreLibrary.Type(RuntimeAsyncLayout.ContinuationType);

        Assert.Equal(continuation, CoreLibrary.Field(continuation, RuntimeAsyncLayout.NextField)!.FieldType);
        Assert.True(CoreLibrary.Field(continuation, RuntimeAsyncLayout.ResumeField)!.FieldType is { IsPointer: true } or { IsFunctionPointer: true } or { Name: "IntPtr" or "UIntPtr" });
        Assert.Contains(CoreLibrary.Field(continuation, RuntimeAsyncLayout.StateField)!.FieldType, new[] { typeof(int), typeof(uint) });
        Assert.True(RuntimeAsyncLayout.IsTask(CoreLibrary.Type(RuntimeAsyncLayout.TaskType).FullName));
    }

    [Theory]
    [InlineData("IL_STUB_AsyncResume_PackAsync_Tier0", "PackAsync")]
    [InlineData("IL_STUB_AsyncResume_Pack_All_Optimized", "Pack_All")]
    [InlineData("IL_STUB_PInvoke", null)]
    [InlineData(null, null)]
    public void Stub_NamesItsMethod(string? stub, string? method) => Assert.Equal(method, RuntimeAsyncLayout.MethodOfStub(stub));

    [Fact]
    public void SpinLockThatTracks_KeepsTheManagedIdOfItsOwner()
    {
        object held = Taken(tracks: true);

        Assert.Equal(Environment.CurrentManagedThreadId, Owner(held));
        Assert.Equal(0, Owner(new SpinLock(enableThreadOwnerTracking: true)));
    }

    [Fact]
    public void SpinLockThatDoesNotTrack_HasTheHighestBitSet()
    {
        Assert.True(Owner(Taken(tracks: false)) < 0);
        Assert.True(Owner(new SpinLock(enableThreadOwnerTracking: false)) < 0);
    }

    [Fact]
    public void HandleOfAToken_IsKeptByItsSource()
    {
        using var source = new CancellationTokenSource();
        var field = CoreLibrary.Field(typeof(CancellationTokenSource), PrimitiveLayout.TokenHandleField)!;

        Assert.Null(field.GetValue(source));
        Assert.Same(source.Token.WaitHandle, field.GetValue(source));
    }

    private static SpinLock Taken(bool tracks)
    {
        var held = new SpinLock(tracks);
        var taken = false;
        held.Enter(ref taken);
        return held;
    }

    private static int Owner(object spinLock) => (int)CoreLibrary.Field(typeof(SpinLock), SpinLockLayout.OwnerField)!.GetValue(spinLock)!;
}
