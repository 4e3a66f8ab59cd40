using System.Runtime.InteropServices;

namespace Perceiver.Libtorch;

/// <summary>What holds for all parameters of an update; mirrors <c>Rule</c> in native/optimizer.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UpdateRule
{
    public long Lamb;
    public double Rate;
    public double Beta1;
    public double Beta2;
    public double Epsilon;
    public double Decay;
    public double Correction1;
    public double Correction2;
}
