using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.Tests.Acquisition;

public sealed class RegistersTests
{
    /// <summary>The library's own type of the structure: its offsets are what the library reads.</summary>
    private static readonly Type s_context = typeof(DataTarget).Assembly.GetTypes().Single(type => type.Name == "AMD64Context");

    [Fact]
    public void Size_IsThatOfTheLibrary() => Assert.Equal(Registers.ContextSize, Marshal.SizeOf(s_context));

    [Theory]
    [InlineData("Rax")]
    [InlineData("Rcx")]
    [InlineData("Rdx")]
    [InlineData("Rbx")]
    [InlineData("Rsp")]
    [InlineData("Rbp")]
    [InlineData("Rsi")]
    [InlineData("Rdi")]
    [InlineData("R8")]
    [InlineData("R9")]
    [InlineData("R10")]
    [InlineData("R11")]
    [InlineData("R12")]
    [InlineData("R13")]
    [InlineData("R14")]
    [InlineData("R15")]
    [InlineData("Rip")]
    [InlineData("Cs")]
    [InlineData("Ds")]
    [InlineData("Es")]
    [InlineData("Fs")]
    [InlineData("Gs")]
    [InlineData("Ss")]
    [InlineData("EFlags")]
    public void Register_LandsWhereTheLibraryReadsIt(string name)
    {
        object registers = default(Registers);
        typeof(Registers).GetField(name)!.SetValue(registers, 0x1234UL);
        var context = new byte[Registers.ContextSize];
        context.AsSpan().Fill(0xcc);

        ((Registers)registers).WriteContext(context);

        var offset = (int)Marshal.OffsetOf(s_context, s_context.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(field => field.Name.Trim('_').Equals(name, StringComparison.OrdinalIgnoreCase)).Name);
        Assert.Equal([0x34, 0x12], context[offset..(offset + 2)]);
        Assert.Equal(2, context.Where((value, at) => value != 0 && at is < 0x30 or > 0x33).Count());
    }

    [Fact]
    public void Flags_SayControlIntegerAndSegments()
    {
        var context = new byte[Registers.ContextSize];

        default(Registers).WriteContext(context);

        Assert.Equal(0x0010_0007u, BitConverter.ToUInt32(context, 0x30));
    }

    /// <summary>struct user_regs_struct of Linux, x64: 27 registers, rip after orig_rax.</summary>
    [Theory]
    [InlineData("R15", 0)]
    [InlineData("OrigRax", 120)]
    [InlineData("Rip", 128)]
    [InlineData("Rsp", 152)]
    [InlineData("Gs", 208)]
    public void Layout_IsThatOfTheKernel(string name, int offset)
    {
        Assert.Equal(offset, (int)Marshal.OffsetOf<Registers>(name));
        Assert.Equal(27 * 8, Marshal.SizeOf<Registers>());
    }
}
