using System.Diagnostics;
using System.Reflection;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Tests.Runtimes;

public sealed class ProcessLayoutTests
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    [Theory]
    [InlineData(ProcessLayout.ProcessType, ProcessLayout.IdField, typeof(int))]
    [InlineData(ProcessLayout.WaitStateType, ProcessLayout.IdField, typeof(int))]
    [InlineData(ProcessLayout.ProcessType, ProcessLayout.InputField, typeof(StreamWriter))]
    [InlineData(ProcessLayout.ProcessType, ProcessLayout.OutputField, typeof(StreamReader))]
    [InlineData(ProcessLayout.ProcessType, ProcessLayout.ErrorField, typeof(StreamReader))]
    [InlineData(ProcessLayout.ProcessType, ProcessLayout.InputTakenField, typeof(bool))]
    public void Field_IsThere(string type, string field, Type fieldType) =>
        Assert.Equal(fieldType, typeof(Process).Assembly.GetType(type)?.GetField(field, Private)?.FieldType);

    [Theory]
    [InlineData(ProcessLayout.OutputModeField)]
    [InlineData(ProcessLayout.ErrorModeField)]
    public void Mode_HasTheKnownValues(string field)
    {
        var mode = typeof(Process).GetField(field, Private)!.FieldType;

        Assert.Equal(["Undefined", "SyncMode", "AsyncMode"], Enum.GetNames(mode));
        Assert.Equal(typeof(int), Enum.GetUnderlyingType(mode));
    }

    [Fact]
    public void WaitMethods_AreThere()
    {
        foreach (var type in (string[])[ProcessLayout.ProcessType, ProcessLayout.WaitStateType])
        {
            Assert.NotEmpty(typeof(Process).Assembly.GetType(type)!.GetMember("WaitForExit", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
            Assert.Equal(WaitKind.ChildProcess, WaitMethods.Find(type, "WaitForExit"));
        }

        Assert.NotNull(typeof(Process).GetMethod("WaitForExitAsync"));
        Assert.True(WaitMethods.MayBeIn(Path.GetFileName(typeof(Process).Assembly.Location)));
    }
}
