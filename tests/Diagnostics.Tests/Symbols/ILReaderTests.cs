using System.Reflection;
using System.Reflection.Emit;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class ILReaderTests
{
    [Theory]
    [InlineData("15 2A", "0:ldc.i4.m1:-1 1:ret")]
    [InlineData("16 1E 2A", "0:ldc.i4.0:0 1:ldc.i4.8:8 2:ret")]
    [InlineData("1F 80 1F 7F", "0:ldc.i4.s:-128 2:ldc.i4.s:127")]
    [InlineData("20 E8 03 00 00 2A", "0:ldc.i4:1000 5:ret")]
    [InlineData("21 01 00 00 00 00 00 00 00 2A", "0:ldc.i8 9:ret")]
    [InlineData("FE 01 2A", "0:ceq 2:ret")]
    [InlineData("45 02 00 00 00 01 00 00 00 02 00 00 00 2A", "0:switch 13:ret")]
    [InlineData("7D 05 00 00 04 2A", "0:stfld@4000005 5:ret")]
    [InlineData("FE 0C 03 00 2A", "0:ldloc 4:ret")]
    public void Instructions_AreSplit(string body, string instructions) => Assert.Equal(instructions, Show(body));

    [Theory]
    [InlineData("", "")]
    [InlineData("2A 20 01 02", "0:ret")]
    [InlineData("2A FE", "0:ret")]
    [InlineData("2A FE FF 2A", "0:ret")]
    [InlineData("2A C1 2A", "0:ret")]
    [InlineData("2A 45 FF FF FF FF 00", "0:ret")]
    [InlineData("2A 45 01", "0:ret")]
    public void BytesThatAreNoInstruction_EndTheBody(string body, string instructions) => Assert.Equal(instructions, Show(body));

    [Fact]
    public void EveryBodyOfTheCoreLibrary_IsSplitToItsEnd()
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var bodies = typeof(Task).Assembly.GetTypes()
            .Where(type => type.Namespace == "System.Threading.Tasks")
            .SelectMany(type => type.GetMethods(All))
            .Select(method => method.GetMethodBody()?.GetILAsByteArray())
            .OfType<byte[]>()
            .ToArray();

        Assert.True(bodies.Length > 500);
        Assert.All(bodies, body =>
        {
            var last = ILReader.Read(body).Last();
            Assert.True(last.OpCode.FlowControl is FlowControl.Return or FlowControl.Throw or FlowControl.Branch, last.OpCode.Name);
            Assert.Equal(body.Length, last.Offset + last.OpCode.Size + (last.OpCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget => 1,
                _ => 4,
            }));
        });
    }

    private static string Show(string body) => string.Join(' ', ILReader
        .Read(Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal)))
        .Select(item => $"{item.Offset}:{item.OpCode.Name}{(item.Constant is { } constant ? $":{constant}" : "")}{(item.Token == 0 ? "" : $"@{item.Token:x}")}"));
}
